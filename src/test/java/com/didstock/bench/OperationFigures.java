package com.didstock.bench;

import static com.didstock.bench.GeneratedStock.BIG_RESELLER;
import static com.didstock.bench.GeneratedStock.HERE;
import static com.didstock.bench.GeneratedStock.OPERATOR;
import static com.didstock.bench.GeneratedStock.THERE;
import static com.didstock.bench.GeneratedStock.actor;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.OperationResult;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What changing 10,000 numbers at once costs. */
final class OperationFigures {

    private static final int NUMBERS = 10_000;
    private static final InventoryFilter FREE = InventoryFilter.EVERYTHING.withStatuses(Set.of(DidStatus.FREE));

    private final BenchmarkPortal portal;
    private final Assignments assignments;

    OperationFigures(BenchmarkPortal portal) {
        this.portal = portal;
        this.assignments = portal.service(Assignments.class);
    }

    void measure(Figures figures) throws Exception {
        try (var owner = portal.owner()) {
            assign(figures, owner);
        }
        give(figures);
    }

    /** The same rows, there by the portal (previewed, with history and counts) and back by one bare statement. */
    private void assign(Figures figures, Connection owner) throws Exception {
        var chosen = perform(OperationKind.ASSIGN_TO_PRICING_BATCH, HERE, FREE, new ApplyTo.First(NUMBERS));
        var previewed = new UUID[1];
        var rounds = new Interleaved();
        rounds.add(
                        "preview",
                        () -> previewed[0] =
                                preview(OperationKind.ASSIGN_TO_PRICING_BATCH, THERE, freeIn(HERE), new ApplyTo.All()))
                .add("apply", () -> expect(assignments.apply(actor(OPERATOR), previewed[0])))
                .add("triggers off", () -> triggers(owner, "disable"))
                .add("bare", () -> bareUpdate(owner, chosen.numbers()))
                .add("triggers on", () -> triggers(owner, "enable"));
        rounds.inOrder().run(4, 12);
        var whole = rounds.millis("preview") + rounds.millis("apply");
        figures.atLeast(
                "assign 10,000 to a batch, rate against a bare UPDATE", rounds.millis("bare") / whole, whole, 0.5);
        figures.note("  the bare UPDATE", "1x", rounds.millis("bare"));
        figures.note("  preview", Figures.times(rounds.ratio("preview", "bare")), rounds.millis("preview"));
        figures.note("  apply", Figures.times(rounds.ratio("apply", "bare")), rounds.millis("apply"));
        figures.within("assign 10,000 to a batch, preview and apply", whole, 2_000);
    }

    private void give(Figures figures) throws Exception {
        var given = new OperationResult[1];
        var rounds = new Interleaved();
        rounds.add(
                        "give",
                        () -> given[0] =
                                perform(OperationKind.GIVE, BIG_RESELLER, freeIn(HERE), new ApplyTo.First(NUMBERS)))
                .add(
                        "recall",
                        () -> expect(perform(
                                OperationKind.RECALL,
                                null,
                                InventoryFilter.EVERYTHING,
                                new ApplyTo.Selected(given[0].numbers()))));
        rounds.inOrder().run(1, 5);
        figures.within("give 10,000 to a reseller, preview and apply", rounds.millis("give"), 2_000);
        figures.within("recall 10,000 from a reseller, preview and apply", rounds.millis("recall"), 2_000);
    }

    private static InventoryFilter freeIn(int batch) {
        return FREE.withPricingBatch(Choice.of(batch));
    }

    private UUID preview(OperationKind kind, @Nullable Integer target, InventoryFilter filter, ApplyTo to) {
        return assignments
                .preview(actor(OPERATOR), request(kind, target, filter, to))
                .id();
    }

    private OperationResult perform(OperationKind kind, @Nullable Integer target, InventoryFilter filter, ApplyTo to) {
        var result = assignments.apply(actor(OPERATOR), preview(kind, target, filter, to));
        expect(result);
        return result;
    }

    private static OperationRequest request(
            OperationKind kind, @Nullable Integer target, InventoryFilter filter, ApplyTo to) {
        return new OperationRequest(kind, target, "", filter, to, Choices.NONE.withReassign(true));
    }

    private static void expect(OperationResult result) {
        if (result.changed() != NUMBERS) {
            throw new IllegalStateException("changed " + result.changed() + " numbers");
        }
    }

    private static void triggers(Connection owner, String able) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("alter table did_holding " + able + " trigger user");
        }
    }

    private static void bareUpdate(Connection owner, List<String> numbers) throws SQLException {
        try (var statement = owner.prepareStatement("""
                update did_holding set pricing_batch_id = ?, version = version + 1
                where operator_id = ? and tenant_id = ? and number = any (?)
                """)) {
            statement.setInt(1, HERE);
            statement.setInt(2, OPERATOR);
            statement.setInt(3, OPERATOR);
            statement.setArray(4, owner.createArrayOf("text", numbers.toArray()));
            if (statement.executeUpdate() != NUMBERS) {
                throw new IllegalStateException("the bare UPDATE missed some");
            }
        }
    }
}
