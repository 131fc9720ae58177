package com.didstock.inventory.ui;

import com.didstock.inventory.NumberInventory;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.html.Span;

/** The head of a column; where there is too much to sort by it, it says so instead of doing nothing. */
final class SortHeader extends Span {

    private boolean sorts = true;

    SortHeader(String text) {
        super(text);
        addClickListener(_ -> {
            if (!sorts) {
                Notifications.warning(reason());
            }
        });
    }

    void show(boolean possible) {
        sorts = possible;
        setTitle(possible ? "" : reason());
        if (possible) {
            getElement().removeAttribute("aria-description");
        } else {
            getElement().setAttribute("aria-description", reason());
        }
    }

    private String reason() {
        return getTranslation("inventory.sort.too-many", Formats.current().count(NumberInventory.EXACT_COUNT));
    }
}
