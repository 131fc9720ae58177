package com.didstock.history.ui;

import com.didstock.history.ActivityEntry;
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
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Paragraph;
import java.util.stream.Collectors;

/** The numbers that an operation changed, and how. */
final class ChangesDialog extends Dialog {

    private static final int SHOWN = 500;

    ChangesDialog(Actor actor, NumberHistory numbers, NumberStays stays, ActivityEntry entry, String title) {
        var formats = Formats.current();
        var changes = numbers.changed(actor, entry.operationId(), entry.change(), "", SHOWN);
        setHeaderTitle(title);
        setWidth("820px");
        setMaxWidth("100vw");
        var intro = new Paragraph(getTranslation(
                "activity.changes.intro",
                formats.dateTime(entry.at()),
                formats.count(entry.numbers()),
                formats.count(changes.size())));
        intro.addClassName("muted");
        var grid = new Grid<NumberChange>();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addComponentColumn(change -> {
                    var number = new Button(
                            FormattedNumber.of(new DidNumber(change.number())).text(),
                            _ -> new TimelineDialog(actor, numbers, stays, change.number()).open());
                    number.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
                    return number;
                })
                .setHeader(getTranslation("activity.number"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(change -> change.differences().stream()
                        .map(difference -> ChangeTexts.difference(difference, formats, this::getTranslation))
                        .collect(Collectors.joining("; ")))
                .setHeader(getTranslation("activity.change"));
        grid.setItems(changes);
        grid.setHeight("420px");
        add(intro, grid);
        var locale = getLocale();
        var files = new HistoryFiles(formats, (key, arguments) -> getTranslation(locale, key, arguments));
        var download = SheetLink.of(
                getTranslation("activity.download"),
                SheetFormat.CSV,
                "changes",
                HistoryFiles.OF_NUMBERS,
                sheet -> files.changes(numbers, actor, entry, sheet));
        getFooter().add(download, new Button(getTranslation("ui.close"), _ -> close()));
    }
}
