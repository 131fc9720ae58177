package com.didstock.history.ui;

import com.didstock.history.NumberChange;
import com.didstock.history.NumberHistory;
import com.didstock.history.NumberStays;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Formats;
import com.didstock.ui.SheetLink;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import java.util.List;

/** All that happened to one number, newest first, as the reader held it. */
final class TimelineDialog extends Dialog {

    TimelineDialog(Actor actor, NumberHistory numbers, NumberStays stays, String number) {
        var formats = Formats.current();
        setHeaderTitle(getTranslation(
                "activity.timeline", FormattedNumber.of(new DidNumber(number)).text()));
        setWidth("640px");
        setMaxWidth("100vw");
        var changes = numbers.timeline(actor, number);
        add(new DayPanel(actor, stays, number), new Timeline(changes));
        getFooter().add(download(number, changes, formats), new Button(getTranslation("ui.close"), _ -> close()));
    }

    private Anchor download(String number, List<NumberChange> changes, Formats formats) {
        var locale = getLocale();
        var files = new HistoryFiles(formats, (key, arguments) -> getTranslation(locale, key, arguments));
        return SheetLink.of(
                getTranslation("activity.download"),
                SheetFormat.CSV,
                "history-" + number,
                HistoryFiles.OF_NUMBERS,
                sheet -> files.changes(changes, sheet));
    }
}
