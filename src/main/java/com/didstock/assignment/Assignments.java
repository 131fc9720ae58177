package com.didstock.assignment;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.inventory.Candidate;
import com.didstock.inventory.HoldingChains;
import com.didstock.inventory.Holdings;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Doing one thing to many numbers: {@link #preview} fixes which, {@link #apply} does it to exactly these, once.
 *
 * <p>Up to {@value Selection#MAX_SIZE} numbers, in one transaction: all or nothing on error; numbers that changed since
 * the preview are passed over, each with its reason, and nothing that came later is touched.
 */
@Service
public class Assignments {

    private static final Duration PREVIEW_LIFE = Duration.ofHours(1);
    private static final int SCAN = 5_000;

    private final TenantTransaction transactions;
    private final Holdings holdings;
    private final HoldingChains chains;
    private final OperationLog log;
    private final Execution execution;
    private final Calendar calendar;
    private final AccountUse accounts;

    Assignments(
            TenantTransaction transactions,
            Holdings holdings,
            HoldingChains chains,
            OperationLog log,
            Execution execution,
            Calendar calendar,
            AccountUse accounts) {
        this.accounts = accounts;
        this.calendar = calendar;
        this.transactions = transactions;
        this.holdings = holdings;
        this.chains = chains;
        this.log = log;
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
            return new Progress(entry.stored().preview(), entry.result());
        });
    }

    /**
     * How far an operation is.
     *
     * @param result null while it is only previewed
     */
    public record Progress(Preview preview, @Nullable OperationResult result) {}

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
        var chosen = choose(context, request);
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
        return request.kind().target() == OperationKind.Target.CLASS
                ? request.requireClass().name()
                : request.prospect();
    }

    private Chosen choose(TenantContext context, OperationRequest request) {
        var judge = new Judge(context, chains, accounts, request, calendar.zone(context));
        return switch (request.applyTo()) {
            case ApplyTo.All _ -> {
                var candidates = holdings.candidates(context, request.filter(), null, Selection.MAX_SIZE + 1);
                requireAtMost(candidates.size());
                yield Chosen.of(judge.judge(candidates), Integer.MAX_VALUE);
            }
            case ApplyTo.First(var count) -> {
                requireAtMost(count);
                yield chooseFirst(context, request, judge, count);
            }
            case ApplyTo.Selected(var numbers) -> {
                requireAtMost(numbers.size());
                var candidates = holdings.candidates(context, numbers);
                var held = candidates.stream().map(Candidate::number).collect(Collectors.toSet());
                var chosen = Chosen.of(judge.judge(candidates), Integer.MAX_VALUE);
                numbers.stream().filter(number -> !held.contains(number)).forEach(chosen::notThere);
                yield chosen;
            }
        };
    }

    /** The first for which it is possible: looks on past those for which it is not. */
    private Chosen chooseFirst(TenantContext context, OperationRequest request, Judge judge, int count) {
        var chosen = new Chosen();
        String after = null;
        while (chosen.size() < count) {
            var candidates = holdings.candidates(context, request.filter(), after, SCAN);
            chosen.add(judge.judge(candidates), count);
            if (candidates.size() < SCAN) {
                break;
            }
            after = candidates.getLast().number();
        }
        return chosen;
    }

    private static void requireAtMost(int numbers) {
        if (numbers > Selection.MAX_SIZE) {
            throw new OperationRefusedException(Reason.TOO_MANY, Selection.MAX_SIZE);
        }
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
        if (entry.expired()) {
            throw new OperationRefusedException(Reason.PREVIEW_EXPIRED);
        }
        requireUnchanged(context, entry.stored());
        requireMeant(context, entry.stored().belowCost(), belowCostToo);
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

    /** Who does not see what numbers cost can't have meant to sell them for less. */
    private static void requireMeant(TenantContext context, int belowCost, boolean meant) {
        if (belowCost == 0) {
            return;
        }
        if (!context.rights().contains(Right.SEE_MONEY)) {
            throw new OperationRefusedException(Reason.BELOW_COST_UNSEEN);
        }
        if (!meant) {
            throw new OperationRefusedException(Reason.BELOW_COST, belowCost);
        }
    }
}
