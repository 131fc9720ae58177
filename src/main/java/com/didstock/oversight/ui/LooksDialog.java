package com.didstock.oversight.ui;

import com.didstock.oversight.ChainLook;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import java.util.List;

/** Who looked up which number, when, and why. */
final class LooksDialog extends Dialog {

    LooksDialog(List<ChainLook> looks) {
        setHeaderTitle(getTranslation("oversight.looks.title"));
        setWidth("min(60rem, 96vw)");
        var formats = Formats.current();
        var grid = new Grid<ChainLook>();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addColumn(look -> formats.dateTime(look.at()))
                .setHeader(getTranslation("oversight.looks.when"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(ChainLook::login)
                .setHeader(getTranslation("oversight.looks.who"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(ChainLook::number)
                .setHeader(getTranslation("oversight.chain.number"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(look -> look.day() == null ? "—" : formats.date(look.day()))
                .setHeader(getTranslation("oversight.looks.day"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(ChainLook::reason)
                .setHeader(getTranslation("oversight.looks.reason"))
                .setWidth("12rem")
                .setFlexGrow(1);
        var none = new Div(getTranslation("oversight.looks.none"));
        none.addClassName("muted");
        grid.setEmptyStateComponent(none);
        grid.setItems(looks);
        grid.setHeight("24rem");
        add(grid);
        getFooter().add(new Button(getTranslation("ui.close"), _ -> close()));
    }
}
