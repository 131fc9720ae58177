package com.didstock.uploads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;

/** Where one is on the way from a file to numbers in stock. */
final class WizardSteps extends Composite<OrderedList> {

    /** The steps in their order. */
    enum Step {
        FILE,
        COLUMNS,
        CHECK,
        IMPORT
    }

    WizardSteps(Step current) {
        getContent().addClassName("wizard-steps");
        getContent().getElement().setAttribute("aria-label", getTranslation("uploads.steps"));
        for (var step : Step.values()) {
            var item = new ListItem(getTranslation("uploads.step." + step.name()));
            if (step == current) {
                item.getElement().setAttribute("aria-current", "step");
            }
            item.setClassName("done", step.compareTo(current) < 0);
            getContent().add(item);
        }
    }
}
