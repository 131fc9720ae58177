package com.didstock.downloads.ui;

import com.didstock.downloads.ExistingStockFiles;
import com.didstock.downloads.ExistingStockFiles.Reach;
import com.didstock.downloads.ExistingStockOrder;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;

/** Takes the loaded stock along as a file that loads it again; whole chains for an operator that says why. */
final class StockDialog extends Dialog {

    private final Actor actor;
    private final ExistingStockFiles files;
    private final StockLink link;
    private final RadioButtonGroup<Reach> reach = new RadioButtonGroup<>();
    private final RadioButtonGroup<SheetFormat> format = new RadioButtonGroup<>();
    private final TextField reason = new TextField();
    private final Div problem = new Div();

    StockDialog(Actor actor, ExistingStockFiles files, Reach most, StockLink link) {
        this.actor = actor;
        this.files = files;
        this.link = link;
        setHeaderTitle(getTranslation("downloads.stock"));
        setWidth("min(36rem, 96vw)");
        addClassName("form-dialog");
        problem.addClassName("form-problem");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        var hint = new Paragraph(getTranslation("downloads.stock.hint"));
        hint.addClassName("muted");
        reach.setLabel(getTranslation("downloads.stock.reach"));
        reach.setItems(List.of(Reach.DIRECT_CHILDREN, Reach.WHOLE_CHAINS));
        reach.setItemLabelGenerator(it -> getTranslation("downloads.stock.reach." + it));
        reach.setValue(Reach.DIRECT_CHILDREN);
        reach.setVisible(most == Reach.WHOLE_CHAINS);
        reach.addValueChangeListener(_ -> reason.setVisible(isWhole()));
        reason.setLabel(getTranslation("downloads.stock.reason"));
        reason.setHelperText(getTranslation("downloads.stock.reason.hint"));
        reason.setMaxLength(ExistingStockFiles.LONGEST_REASON);
        reason.setRequiredIndicatorVisible(true);
        reason.setWidthFull();
        reason.setVisible(false);
        format.setLabel(getTranslation("downloads.stock.format"));
        format.setItems(SheetFormat.values());
        format.setItemLabelGenerator(it -> getTranslation("downloads.stock.format." + it));
        format.setValue(SheetFormat.CSV);
        add(problem, hint, reach, reason, format);
        var download = new Button(getTranslation("downloads.stock.go"), _ -> download());
        download.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("ui.cancel"), _ -> close()), download);
    }

    private boolean isWhole() {
        return reach.getValue() == Reach.WHOLE_CHAINS;
    }

    private void download() {
        var order = new ExistingStockOrder(
                format.getValue(), Formats.current().zone(), isWhole() ? reason.getValue() : null);
        try {
            files.check(actor, order);
            link.fetch(order);
            close();
        } catch (RefusedException refused) {
            problem.setText(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
            problem.setVisible(true);
        }
    }
}
