package com.didstock.notices.ui;

import com.didstock.notices.Notices;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;

/** Leads to the notices and says how many are unread. */
final class Bell extends Anchor {

    private final Span count = new Span();
    private volatile int shown = -1;

    Bell() {
        super("notices");
        addClassName("bell");
        count.addClassName("bell-count");
        count.getElement().setAttribute("aria-hidden", "true");
        add(new SvgIcon("icons/bell.svg"), count);
    }

    boolean shows(int unread) {
        return shown == unread;
    }

    void show(int unread) {
        shown = unread;
        count.setVisible(unread > 0);
        count.setText(unread >= Notices.MOST_COUNTED ? Notices.MOST_COUNTED - 1 + "+" : Integer.toString(unread));
        var label = unread == 0 ? getTranslation("notices.title") : getTranslation("notices.bell", count.getText());
        setAriaLabel(label);
        setTitle(label);
    }
}
