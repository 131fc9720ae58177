package com.didstock.assignment;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.db.didstock.enums.OperationStatus;
import com.didstock.inventory.Candidate;
import com.didstock.inventory.Holdings;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Doing one thing to many numbers: {@link #preview} fixes which, {@link #apply} does it to exactly these, once.
 *
 * <p>Up to {@value Selection#MAX_SIZE} numbers, in one transaction: all or nothing on error; numbers that changed since
 * the preview are passed over, each with its reason, and nothing that came later is touched. What names a day to come is
 * planned instead, and done on that day; see {@link Plans}.
 */
@Service
public class Assignments {

    private static final Duration PREVIEW_LIFE = Duration.ofHours(1);

    private final TenantTransaction transactions;
    private final Holdings holdings;
    private final Choosing choosing;
    private final OperationLog log;
    private final PlanLog plans;
    private final Execution execution;
    private final Calendar calendar;
    private final AccountUse accounts;

    Assignments(
            TenantTransaction transactions,
            Holdings holdings,
            Choosing choosing,
            OperationLog log,
            PlanLog plans,
            Execution execution,
            Calendar calendar,
            AccountUse accounts) {
        this.accounts = accounts;
        this.calendar = calendar;
        this.transactions = transactions;
        this.holdings = holdings;
        this.choosing = choosing;
        this.log = log;
        this.plans = plans;
        this.execution = execution;
    }

    /** The operations that the actor may do at all, in the order of their sections. */
    public List<OperationKind> offered(Actor actor) {
        return transactions.read(
                actor,
                context -> Arrays.stream(OperationKind.values())
                        .filter(kind -> kind.isOpenTo(context.tenant().kind(), context.rights()))
                        .filter(kind -> (kind != OperationKind.SET_CLASS && kind != OperationKind.MOVE_TO_VENDOR_BATCH)
                                || context.tenant().ownVendors())
                        .toList());
    }

    /** {@return whether the actor may say what numbers cost in the vendor batch to which they move} */
    public boolean maySayCosts(Actor actor) {
        return transactions.read(actor, context -> context.rights().contains(Right.SEE_MONEY));
    }

    /** {@return the first day that a dated operation may name, in the operator's time zone} */
    public LocalDate firstDay(Actor actor, OperationKind kind) {
        return transactions.read(actor, context -> calendar.firstDay(context, kind));
    }

    /**
     * What an operation would do. Changes nothing, and fixes the selection for an hour.
     *
     * @throws OperationRefusedException if the request as a whole is not possible
     * @throws com.didstock.tenancy.NotThereException if the tenant has no such target
     * @throws RightMissingException if the actor may not do this
     */
    public Preview preview(Actor actor, OperationRequest request) {
        return transactions.write(actor, request.kind().right(), context -> {
            var prepared = prepare(context, request);
            log.save(context, prepared.stored(), prepared.selection(), null);
            return prepared.stored().preview();
        });
    }

    /**
     * Applies a previewed operation. Asked again, it returns the first result and does nothing.
     *
     * @throws OperationRefusedException if the preview expired, or its target or prices changed since
     * @throws com.didstock.tenancy.NotThereException if the tenant has no such operation
     * @throws com.didstock.tenancy.StockChangedException if others changed the numbers in this moment
     */
    public OperationResult apply(Actor actor, UUID operation) {
        return apply(actor, operation, false);
    }

    /**
     * Applies a previewed operation, as {@link #apply(Actor, UUID)} does.
     *
     * @param belowCostToo whether numbers may go for less a month than they cost; if not, an operation that would do
     *     that is refused. Only who sees costs may say so.
     */
    public OperationResult apply(Actor actor, UUID operation, boolean belowCostToo) {
        return transactions.write(actor, Right.VIEW, context -> apply(context, operation, belowCostToo));
    }

    /**
     * Previews and applies in one go.
     *
     * @param key names this request: asked again under the same key, it returns the first result and does nothing
     */
    public OperationResult perform(Actor actor, OperationRequest request, String key) {
        return perform(actor, request, key, false);
    }

    /**
     * Previews and applies in one go, as {@link #perform(Actor, OperationRequest, String)} does.
     *
     * @param belowCostToo as with {@link #apply(Actor, UUID, boolean)}
     */
    public OperationResult perform(Actor actor, OperationRequest request, String key, boolean belowCostToo) {
        return transactions.write(actor, request.kind().right(), context -> {
            var known = log.withKey(context, key);
            if (known.isEmpty()) {
                var prepared = prepare(context, request);
                if (log.save(context, prepared.stored(), prepared.selection(), key)) {
                    return apply(context, prepared.stored().preview().id(), belowCostToo);
                }
                // Somebody asked under this key a moment ago; saving has waited until that was done.
                known = log.withKey(context, key);
            }
            var earlier = known.orElseThrow();
            if (!log.lock(context, earlier).stored().preview().request().equals(request)) {
                throw new OperationRefusedException(Reason.KEY_REUSED);
            }
            return apply(context, earlier, belowCostToo);
        });
    }

    /**
     * A previewed operation and, if it was applied, its result.
     *
     * @throws com.didstock.tenancy.NotThereException if the tenant has no such operation
     */
    public Progress get(Actor actor, UUID operation) {
        return transactions.write(actor, Right.VIEW, context -> {
            var entry = log.lock(context, operation);
            return new Progress(entry.stored().preview(), entry.result(), plans.find(context, operation));
        });
    }

    /**
     * How far an operation is.
     *
     * @param result null while it is only previewed or planned
     * @param plan null if it was never planned for another day
     */
    public record Progress(
            Preview preview,
            @Nullable OperationResult result,
            @Nullable Plan plan) {}

    // ------------------------------------------------------------------------------------------- preview

    private record Prepared(OperationLog.Stored stored, Selection selection) {}

    private Prepared prepare(TenantContext context, OperationRequest request) {
        if (!request.kind().isOpenTo(context.tenant().kind(), context.rights())) {
            throw new RightMissingException(request.kind().right());
        }
        if (request.text().length() > 500) {
            throw new OperationRefusedException(Reason.TEXT_TOO_LONG, 500);
        }
        calendar.check(context, request);
        request.checkReason();
        if (request.kind().target() == OperationKind.Target.AFTER_USE) {
            accounts.requireChoice(context, request.afterUse());
        }
        request.costs().check();
        if (request.costs().saysAny()) {
            // Who does not see costs can't say any.
            context.require(Right.SEE_MONEY);
        }
        log.forgetExpired(context, context.now());
        var target = OperationTargets.lock(context, request, accounts);
        var chosen = choosing.choose(context, request);
        var numbers = chosen.selection().numbers();
        var belowCost = chosen.belowCost(context, request);
        var above = request.kind() == OperationKind.RETURN
                || (request.kind() == OperationKind.RELEASE_TO_POOL && chosen.leavesTenant());
        var preview = new Preview(
                UUID.randomUUID(),
                request,
                target == null ? named(request) : target.name(),
                numbers.size(),
                numbers.isEmpty() ? null : numbers.getFirst(),
                numbers.isEmpty() ? null : numbers.getLast(),
                chosen.skipped(),
                request.applyTo() instanceof ApplyTo.First first ? first.count() : null,
                above,
                context.rights().contains(Right.SEE_MONEY) ? chosen.money(context, request, belowCost) : null,
                context.now().plus(PREVIEW_LIFE));
        var batches = new TreeSet<>(chosen.pricingBatches());
        if (request.kind() == OperationKind.ASSIGN_TO_PRICING_BATCH) {
            batches.add(request.requireTarget());
        }
        var versions = OperationTargets.lockVersions(context, batches);
        return new Prepared(
                new OperationLog.Stored(
                        preview,
                        versions,
                        target == null ? null : target.version(),
                        belowCost,
                        OperationTargets.rates(context)),
                chosen.selection());
    }

    /** What a request aims at that is no row of a table: a prospect, a class. */
    private static @Nullable String named(OperationRequest request) {
        return switch (request.kind().target()) {
            case CLASS -> request.requireClass().name();
            case CHARGING -> request.requireCharging().name();
            default -> request.prospect();
        };
    }

    // ------------------------------------------------------------------------------------------- apply

    private OperationResult apply(TenantContext context, UUID id, boolean belowCostToo) {
        var entry = log.lock(context, id);
        var preview = entry.stored().preview();
        var request = preview.request();
        if (!request.kind().isOpenTo(context.tenant().kind(), context.rights())) {
            throw new RightMissingException(request.kind().right());
        }
        if (entry.result() != null) {
            return entry.result();
        }
        if (entry.status() == OperationStatus.PLANNED) {
            return planned(context, preview);
        }
        if (entry.status() != OperationStatus.PREVIEWED) {
            throw new OperationRefusedException(Reason.PLAN_OVER);
        }
        if (entry.expired()) {
            throw new OperationRefusedException(Reason.PREVIEW_EXPIRED);
        }
        requireUnchanged(context, entry.stored());
        Chosen.requireMeant(context, entry.stored().belowCost(), belowCostToo);
        if (calendar.isAhead(context, request)) {
            return plan(context, preview, belowCostToo);
        }
        context.begin(id, request.historyName());
        var selection = log.selection(context, id);
        var done = execution.run(context, request, selection);
        var result = new OperationResult(
                id,
                request.kind(),
                preview.targetName(),
                done.changed().size(),
                List.copyOf(done.changed()),
                Chosen.merge(preview.skipped(), done.skipped()),
                context.now());
        log.applied(context, result);
        return result;
    }

    // ------------------------------------------------------------------------------------------- planned

    private OperationResult plan(TenantContext context, Preview preview, boolean belowCostToo) {
        var selection = log.selection(context, preview.id());
        var now = new HashMap<String, Candidate>();
        holdings.candidates(context, selection.numbers()).forEach(it -> now.put(it.number(), it));
        var children = new ArrayList<Integer>();
        for (var place = 0; place < selection.size(); place++) {
            var candidate = now.get(selection.numbers().get(place));
            var previewed = selection.versions().get(place);
            var child = candidate == null || candidate.version() != previewed ? null : candidate.child();
            children.add(child == null ? 0 : child);
        }
        var day = preview.request().requireDate();
        plans.plan(context, preview.id(), day, Calendar.startOf(day, calendar.zone(context)), belowCostToo, children);
        return planned(context, preview);
    }

    private static OperationResult planned(TenantContext context, Preview preview) {
        var request = preview.request();
        return new OperationResult(
                preview.id(),
                request.kind(),
                preview.targetName(),
                0,
                List.of(),
                preview.skipped(),
                context.now(),
                request.requireDate());
    }

    /**
     * Does what was planned, as far as it is possible now, at the prices of now.
     *
     * @param belowCostMeant whether numbers may go for less a month than they cost
     */
    void carryOut(TenantContext context, UUID id, boolean belowCostMeant) {
        var preview = log.lock(context, id).stored().preview();
        var request = preview.request();
        if (!request.kind().isOpenTo(context.tenant().kind(), context.rights())) {
            throw new RightMissingException(request.kind().right());
        }
        OperationTargets.lock(context, request, accounts);
        var numbers = log.selection(context, id).numbers();
        var strayed = request.kind() == OperationKind.TRANSFER ? strayed(context, id, numbers) : Set.<String>of();
        var chosen = choosing.choose(
                context,
                request.withApplyTo(new ApplyTo.Selected(numbers.stream()
                        .filter(number -> !strayed.contains(number))
                        .toList())));
        Chosen.requireMeant(context, chosen.belowCost(context, request), belowCostMeant);
        strayed.forEach(number -> chosen.pass(Refusal.CHANGED, number));
        context.begin(id, request.historyName());
        var done = execution.run(context, request, chosen.selection());
        log.applied(
                context,
                new OperationResult(
                        id,
                        request.kind(),
                        preview.targetName(),
                        done.changed().size(),
                        List.copyOf(done.changed()),
                        Chosen.merge(Chosen.merge(preview.skipped(), chosen.skipped()), done.skipped()),
                        context.now()));
    }

    /** Numbers that are with somebody else than when their transfer was planned: it was not meant for them. */
    private Set<String> strayed(TenantContext context, UUID id, List<String> numbers) {
        var children = plans.children(context, id);
        var meant = new HashMap<String, Integer>();
        for (var place = 0; place < numbers.size(); place++) {
            meant.put(numbers.get(place), children.get(place));
        }
        return holdings.candidates(context, numbers).stream()
                .filter(it -> !Objects.equals(it.child(), meant.get(it.number())))
                .map(Candidate::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void requireUnchanged(TenantContext context, OperationLog.Stored stored) {
        var target = OperationTargets.lock(context, stored.preview().request(), accounts);
        if (target != null && !Objects.equals(target.version(), stored.targetVersion())) {
            throw new OperationRefusedException(Reason.TARGET_CHANGED, target.name());
        }
        var versions =
                OperationTargets.lockVersions(context, stored.batchVersions().keySet());
        if (!versions.equals(stored.batchVersions()) || OperationTargets.rates(context) != stored.rates()) {
            throw new OperationRefusedException(Reason.PRICE_CHANGED);
        }
    }
}
