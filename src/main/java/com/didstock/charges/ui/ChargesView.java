package com.didstock.charges.ui;

import com.didstock.charges.ChargeFilter;
import com.didstock.charges.Charges;
import com.didstock.charges.Margins;
import com.didstock.charges.Statement;
import com.didstock.charges.Statement.Sum;
import com.didstock.charges.StatementPdf;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.EmptyState;
import com.didstock.ui.StatusBadge;
import com.didstock.ui.Tile;
import com.didstock.ui.Tiles;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tenant pays and earns, month by month. */
@Route("charges")
@Menu(order = 20, title = "charges.title", icon = "icons/receipt.svg")
@OpenTo(right = Right.SEE_MONEY)
@PermitAll
class ChargesView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final Actor actor;
    private final Charges charges;
    private final Select<YearMonth> months = new Select<>();
    private final Div state = new Div();
    private final Tile paid;
    private final Tile earned;
    private final Tile margin;
    private final SumsCard byProvider;
    private final SumsCard byChild;
    private final SumsCard byBatch;
    private final MarginsCard margins;
    private final LinesCard lines;
    private final ChargesFile file;
    private final Div empty = new Div();
    private final Div content = new Div();

    ChargesView(
            CurrentActor currentActor, OwnProfile profile, Charges charges, Margins earnings, StatementPdf statements) {
        this.actor = currentActor.actor();
        this.charges = charges;
        var sells = profile.read(actor).kind() != TenantKind.CUSTOMER;
        months.setItems(charges.months(actor));
        months.setItemLabelGenerator(ChargeTexts::month);
        months.setAriaLabel(getTranslation("charges.month"));
        months.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                getUI().ifPresent(ui -> ui.navigate(
                        ChargesView.class,
                        QueryParameters.of("month", event.getValue().toString())));
            }
        });
        paid = Tile.figure(getTranslation("charges.tile.paid"));
        earned = Tile.figure(getTranslation("charges.tile.earned"));
        margin = Tile.figure(getTranslation("charges.tile.margin"));
        byProvider = new SumsCard(getTranslation("charges.by-provider"), getTranslation("charges.counterparty"));
        byChild = new SumsCard(getTranslation("charges.by-child"), getTranslation("charges.counterparty"));
        byBatch = new SumsCard(getTranslation("charges.by-batch"), getTranslation("charges.batch"));
        file = new ChargesFile(actor, charges, statements, getLocale());
        lines = new LinesCard(actor, charges, file::offer);
        margins = new MarginsCard(actor, earnings);
        var tiles = sells ? new Tiles(paid, earned, margin) : new Tiles(paid);
        content.addClassNames("charges", "stack");
        content.add(tiles, byProvider);
        if (sells) {
            content.add(byChild, byBatch, margins);
        }
        content.add(lines);
        getContent().add(new ViewHeader(getPageTitle(), state, months, file), content, empty);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("charges.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("month")
                .map(ChargesView::month);
        var known = charges.months(actor);
        show(wanted.filter(known::contains).orElse(known.getFirst()));
    }

    private static @Nullable YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private void show(YearMonth month) {
        months.setValue(month);
        file.offer(month, ChargeFilter.EVERYTHING);
        var statement = charges.statement(actor, month);
        state.removeAll();
        if (statement.soFar()) {
            state.add(new StatusBadge(getTranslation("charges.so-far"), StatusBadge.Kind.INFO));
        }
        content.setVisible(!statement.sums().isEmpty());
        empty.removeAll();
        if (statement.sums().isEmpty()) {
            empty.add(new EmptyState(getTranslation("charges.empty.title"), getTranslation("charges.empty.hint")));
            return;
        }
        var explanation = getTranslation(statement.soFar() ? "charges.tile.so-far" : "charges.tile.closed");
        paid.show(ChargeTexts.sums(statement.paid()), explanation);
        earned.show(ChargeTexts.sums(statement.earned()), explanation);
        margin.show(ChargeTexts.sums(statement.margin()), explanation);
        byProvider.show(
                some(statement, false), sum -> ChargeTexts.counterparty(sum.counterparty(), this::getTranslation));
        byChild.show(some(statement, true), sum -> ChargeTexts.counterparty(sum.counterparty(), this::getTranslation));
        byBatch.show(
                some(statement, true), sum -> sum.batch() == null ? getTranslation("charges.no-batch") : sum.batch());
        if (margins.getParent().isPresent()) {
            margins.show(month);
        }
        lines.show(statement);
    }

    private static List<Sum> some(Statement statement, boolean earned) {
        return statement.sums().stream().filter(sum -> sum.earned() == earned).toList();
    }
}
