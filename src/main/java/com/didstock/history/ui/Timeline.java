package com.didstock.history.ui;

import com.didstock.history.NumberChange;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** What happened to one number, newest first. */
final class Timeline extends OrderedList {

    Timeline(List<NumberChange> changes) {
        var formats = Formats.current();
        addClassName("timeline");
        for (var change : changes) {
            var head = new Paragraph(getTranslation(
                    "activity.timeline.entry",
                    formats.dateTime(change.at()),
                    getTranslation("activity.operation." + change.operation()),
                    ChangeTexts.who(change.who(), this::getTranslation)));
            var differences = new Div();
            differences.addClassName("muted");
            for (var difference : change.differences()) {
                differences.add(new Div(new Span(ChangeTexts.difference(difference, formats, this::getTranslation))));
            }
            add(new ListItem(head, differences));
        }
    }
}
