package com.didstock.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.notification.Notification;

/** Short messages about what just happened. Screen readers hear them: politely, or at once if something went wrong. */
public final class Notifications {

    private static final int SHORT = 4_000;
    private static final int LONG = 8_000;

    private Notifications() {}

    /** Says that what the user asked for was done. */
    public static void success(String text) {
        show(text, "success", SHORT, false);
    }

    /** Says that something was done only in part, or needs attention. */
    public static void warning(String text) {
        show(text, "warning", LONG, true);
    }

    /** Says that something was not done. Stays until closed. */
    public static void error(String text) {
        show(text, "error", 0, true);
    }

    private static void show(String text, String theme, int duration, boolean assertive) {
        var message = new Span(text);
        message.addClassName("notification-text");
        var notification = new Notification();
        var close = new Button(new SvgIcon("icons/x.svg"), _ -> notification.close());
        close.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        close.setAriaLabel(notification.getTranslation("ui.close"));
        close.addClassName("notification-close");
        notification.add(message, close);
        notification.addThemeName(theme);
        notification.setAssertive(assertive);
        notification.setDuration(duration);
        notification.setPosition(Notification.Position.TOP_CENTER);
        notification.open();
    }
}
