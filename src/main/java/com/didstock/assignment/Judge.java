package com.didstock.assignment;

import com.didstock.inventory.Candidate;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.HoldingChains;
import com.didstock.inventory.HoldingChains.GivePrice;
import com.didstock.numbering.NumberType;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges numbers for one request: by the transition table, and by what the request itself asks (already there, in
 * another batch, no price). The same judge serves the preview and the moment of doing it.
 */
final class Judge {

    private static final Set<DidStatus> UNUSED_BELOW =
            Set.copyOf(EnumSet.of(DidStatus.FREE, DidStatus.FROZEN, DidStatus.AGING));
    private static final Set<DidStatus> GIVEN_ON_TOO = Set.copyOf(
            EnumSet.of(DidStatus.FREE, DidStatus.FROZEN, DidStatus.AGING, DidStatus.RESERVED, DidStatus.GIVEN));

    private final TenantContext context;
    private final HoldingChains chains;
    private final AccountUse accounts;
    private final OperationRequest request;
    private final ZoneId zone;

    Judge(TenantContext context, HoldingChains chains, AccountUse accounts, OperationRequest request, ZoneId zone) {
        this.zone = zone;
        this.context = context;
        this.chains = chains;
        this.accounts = accounts;
        this.request = request;
    }

    /**
     * What is thought of a number: the operation is possible, at a price where it has one, and maybe so that its customer
     * has it no longer; or not.
     */
    sealed interface Verdict {

        record Possible(@Nullable GivePrice price, boolean leavesCustomer) implements Verdict {

            Possible(@Nullable GivePrice price) {
                this(price, false);
            }
        }

        /** @param pair the currencies between which there is no rate; null where that is not the reason */
        record Passed(Refusal refusal, @Nullable String pair) implements Verdict {

            Passed(Refusal refusal) {
                this(refusal, null);
            }
        }
    }

    private static final Verdict POSSIBLE = new Verdict.Possible(null);

    /** The statuses that numbers with a child may have there, for a recall or for <em>recall first</em>. */
    Set<DidStatus> statusesBelow() {
        var recalls =
                request.kind() == OperationKind.RECALL || request.choices().recallFirst();
        if (!recalls) {
            return Set.of();
        }
        return request.choices().alsoGivenOn() ? GIVEN_ON_TOO : UNUSED_BELOW;
    }

    /** {@return a verdict for each, in their order} */
    Map<Candidate, Verdict> judge(List<Candidate> candidates) {
        var verdicts = new LinkedHashMap<Candidate, Verdict>();
        for (var candidate : candidates) {
            verdicts.put(candidate, judge(candidate));
        }
        switch (request.kind()) {
            case GIVE -> judgePrices(verdicts);
            case TRANSFER -> {
                judgeTransfer(verdicts);
                judgePrices(verdicts);
                // Once more: an account goes with its numbers only if all of them have a price.
                judgeTransfer(verdicts);
            }
            case REPRICE -> judgeNewPrices(verdicts);
            case ASSIGN_TO_ACCOUNT -> {
                judgeUse(verdicts, accounts.beginRefusals(context, account(), possible(verdicts)));
                judgePricesForUse(verdicts);
            }
            case MOVE_TO_ACCOUNT -> judgeUse(verdicts, accounts.moveRefusals(context, account(), possible(verdicts)));
            case UNASSIGN_FROM_ACCOUNT -> {
                judgeUse(verdicts, accounts.endRefusals(context, possible(verdicts)));
                judgeLeaving(verdicts);
            }
            case MOVE_TO_VENDOR_BATCH -> judgeVendorMoves(verdicts);
            case SET_FREE_OF_CHARGE ->
                judgeBy(verdicts, FreeOfCharge.terms(context, request.requireCharging(), possible(verdicts)));
            case RECALL, RELEASE_TO_POOL -> judgeBelow(verdicts);
            case ASSIGN_TO_PRICING_BATCH,
                    UNASSIGN_FROM_PRICING_BATCH,
                    ASSIGN_TO_GROUP,
                    REMOVE_FROM_GROUP,
                    SET_DESCRIPTION,
                    SET_CLASS,
                    FREEZE,
                    UNFREEZE,
                    RESERVE,
                    EXTEND_RESERVATION,
                    CANCEL_RESERVATION,
                    END_AGING,
                    WITHDRAW,
                    RETURN,
                    DELETE -> {}
        }
        return verdicts;
    }

    private Verdict judge(Candidate candidate) {
        if (request.kind() == OperationKind.RELEASE_TO_POOL
                && candidate.status() == DidStatus.GIVEN
                && request.choices().recallFirst()
                && !candidate.top()) {
            return POSSIBLE;
        }
        return switch (Transitions.of(request.kind(), candidate.status())) {
            case Transitions.Outcome.Refused(var refusal) -> new Verdict.Passed(refusal);
            case Transitions.Outcome.Becomes _ -> {
                var refusal = refusedByRequest(candidate);
                yield refusal == null ? POSSIBLE : new Verdict.Passed(refusal);
            }
        };
    }

    private @Nullable Refusal refusedByRequest(Candidate candidate) {
        return switch (request.kind()) {
            case ASSIGN_TO_PRICING_BATCH -> {
                if (candidate.pricingBatch() == null) {
                    yield null;
                }
                if (candidate.pricingBatch() == request.requireTarget()) {
                    yield Refusal.ALREADY_DONE;
                }
                yield request.choices().reassign() ? null : Refusal.IN_OTHER_BATCH;
            }
            case UNASSIGN_FROM_PRICING_BATCH -> candidate.pricingBatch() == null ? Refusal.IN_NO_BATCH : null;
            case ASSIGN_TO_GROUP ->
                candidate.group() != null && candidate.group() == request.requireTarget() ? Refusal.ALREADY_DONE : null;
            case REMOVE_FROM_GROUP -> candidate.group() == null ? Refusal.IN_NO_GROUP : null;
            case GIVE ->
                candidate.status() == DidStatus.RESERVED
                                && (candidate.reservedFor() == null
                                        || candidate.reservedFor() != request.requireTarget())
                        ? Refusal.RESERVED
                        : null;
            case RELEASE_TO_POOL ->
                // In the operator's own pool already: nothing to release.
                candidate.top() && candidate.status() == DidStatus.FREE && candidate.pricingBatch() == null
                        ? Refusal.ALREADY_DONE
                        : null;
            case DELETE, WITHDRAW -> candidate.top() ? null : Refusal.NOT_LOADED_HERE;
            case SET_CLASS -> {
                if (!candidate.top()) {
                    yield Refusal.CLASSED_BY_LOADER;
                }
                if (candidate.numberType().equals(NumberType.INTERNAL.name())) {
                    yield Refusal.INTERNAL;
                }
                yield candidate.numberClass().equals(request.requireClass().name()) ? Refusal.ALREADY_DONE : null;
            }
            case EXTEND_RESERVATION -> {
                if (candidate.extended()) {
                    yield Refusal.ALREADY_EXTENDED;
                }
                var end = Calendar.endOf(request.requireDate(), zone);
                yield candidate.until() != null && candidate.until().isBefore(end) ? null : Refusal.RESERVED_LONGER;
            }
            case RECALL,
                    TRANSFER,
                    ASSIGN_TO_ACCOUNT,
                    MOVE_TO_ACCOUNT,
                    UNASSIGN_FROM_ACCOUNT,
                    REPRICE,
                    MOVE_TO_VENDOR_BATCH,
                    SET_FREE_OF_CHARGE,
                    END_AGING,
                    SET_DESCRIPTION,
                    FREEZE,
                    UNFREEZE,
                    RESERVE,
                    CANCEL_RESERVATION,
                    RETURN -> null;
        };
    }

    private void judgePrices(Map<Candidate, Verdict> verdicts) {
        judgeBy(
                verdicts,
                chains.givePrices(
                        context,
                        request.requireTarget(),
                        possible(verdicts),
                        request.choices().byAssignedBatch()));
    }

    private void judgeTransfer(Map<Candidate, Verdict> verdicts) {
        var refusals = chains.transferRefusals(context, request.requireTarget(), possible(verdicts));
        verdicts.replaceAll((candidate, verdict) -> {
            var refusal = refusals.get(candidate.number());
            return verdict instanceof Verdict.Possible && refusal != null
                    ? new Verdict.Passed(Refusal.valueOf(refusal))
                    : verdict;
        });
    }

    private AccountUse.Aim account() {
        return accounts.lock(context, request.requireTarget());
    }

    private void judgeUse(Map<Candidate, Verdict> verdicts, Map<String, Refusal> refusals) {
        verdicts.replaceAll((candidate, verdict) -> {
            var refusal = refusals.get(candidate.number());
            return verdict instanceof Verdict.Possible && refusal != null ? new Verdict.Passed(refusal) : verdict;
        });
    }

    /** What the customer holds it pays already; what comes to it for the use has a price. */
    private void judgePricesForUse(Map<Candidate, Verdict> verdicts) {
        if (context.tenant().kind() == TenantKind.CUSTOMER) {
            return;
        }
        var coming = new LinkedHashMap<Candidate, Verdict>();
        verdicts.forEach((candidate, verdict) -> {
            if (verdict instanceof Verdict.Possible && candidate.child() == null) {
                coming.put(candidate, verdict);
            }
        });
        if (!coming.isEmpty()) {
            judgeBy(coming, chains.givePrices(context, account().customer(), possible(coming), false));
            verdicts.putAll(coming);
        }
    }

    private void judgeLeaving(Map<Candidate, Verdict> verdicts) {
        var leaving = accounts.leaving(context, possible(verdicts), request.afterUse());
        verdicts.replaceAll((candidate, verdict) -> verdict instanceof Verdict.Possible
                ? new Verdict.Possible(null, leaving.contains(candidate.number()))
                : verdict);
    }

    private void judgeNewPrices(Map<Candidate, Verdict> verdicts) {
        judgeBy(verdicts, chains.newPrices(context, request.target(), possible(verdicts)));
        verdicts.replaceAll((candidate, verdict) -> verdict instanceof Verdict.Possible(var price, var _)
                        && price != null
                        && price.recurring() != null
                        && candidate.recurringRevenue() != null
                        && price.recurring().compareTo(candidate.recurringRevenue()) == 0
                        && Objects.equals(price.pricingBatch(), candidate.pricingBatch())
                ? new Verdict.Passed(Refusal.ALREADY_DONE)
                : verdict);
    }

    private void judgeVendorMoves(Map<Candidate, Verdict> verdicts) {
        var moves = VendorMoves.terms(context, request, possible(verdicts));
        var seesMoney = context.rights().contains(Right.SEE_MONEY);
        verdicts.replaceAll((candidate, verdict) -> {
            if (!(verdict instanceof Verdict.Possible)) {
                return verdict;
            }
            var move = moves.get(candidate.number());
            if (move == null) {
                return new Verdict.Passed(Refusal.NOT_THERE);
            }
            if (move.refusal() == null) {
                return new Verdict.Possible(move);
            }
            var refusal = Refusal.valueOf(move.refusal());
            return refusal == Refusal.OTHER_COST_CURRENCY && seesMoney
                    ? new Verdict.Passed(refusal, candidate.currency() + " → " + move.currency())
                    : new Verdict.Passed(refusal);
        });
    }

    private static void judgeBy(Map<Candidate, Verdict> verdicts, Map<String, GivePrice> prices) {
        verdicts.replaceAll((candidate, verdict) -> {
            if (!(verdict instanceof Verdict.Possible)) {
                return verdict;
            }
            var price = prices.get(candidate.number());
            if (price == null) {
                return new Verdict.Passed(Refusal.NOT_THERE);
            }
            if (price.refusal() == null) {
                return new Verdict.Possible(price);
            }
            var refusal = Refusal.valueOf(price.refusal());
            return refusal == Refusal.NO_RATE
                    ? new Verdict.Passed(refusal, candidate.currency() + " → " + price.currency())
                    : new Verdict.Passed(refusal);
        });
    }

    private void judgeBelow(Map<Candidate, Verdict> verdicts) {
        var allowed = statusesBelow();
        if (allowed.isEmpty()) {
            return;
        }
        var given = verdicts.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Verdict.Possible)
                .map(Map.Entry::getKey)
                .filter(candidate -> candidate.status() == DidStatus.GIVEN)
                .map(Candidate::number)
                .toList();
        var below = chains.statusBelow(context, given);
        verdicts.replaceAll((candidate, verdict) -> {
            if (!(verdict instanceof Verdict.Possible) || candidate.status() != DidStatus.GIVEN) {
                return verdict;
            }
            var there = below.get(candidate.number());
            return there != null && allowed.contains(there)
                    ? verdict
                    : new Verdict.Passed(Refusal.RESERVED_OR_GIVEN_ON);
        });
    }

    private static List<String> possible(Map<Candidate, Verdict> verdicts) {
        return verdicts.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Verdict.Possible)
                .map(entry -> entry.getKey().number())
                .toList();
    }
}
