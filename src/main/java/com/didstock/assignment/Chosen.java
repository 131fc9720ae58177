package com.didstock.assignment;

import com.didstock.assignment.Judge.Verdict;
import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.inventory.Candidate;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.HoldingChains.GivePrice;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a preview gathers: the numbers it chose, those it passed over, and why. */
final class Chosen {

    private record Pick(Candidate candidate, Verdict.Possible verdict) {}

    private static final Set<Refusal> NAMES_CURRENCIES = EnumSet.of(Refusal.NO_RATE, Refusal.OTHER_COST_CURRENCY);

    private final List<Pick> picks = new ArrayList<>();
    private final Map<Refusal, List<String>> passed = new EnumMap<>(Refusal.class);

    /** The currencies between which there is no rate. */
    private final Set<String> pairs = new TreeSet<>();

    static Chosen of(Map<Candidate, Verdict> verdicts, int limit) {
        var chosen = new Chosen();
        chosen.add(verdicts, limit);
        return chosen;
    }

    /** Adds until so many are chosen; what comes after the last one was not passed over and is not counted. */
    void add(Map<Candidate, Verdict> verdicts, int limit) {
        for (var entry : verdicts.entrySet()) {
            if (picks.size() == limit) {
                return;
            }
            switch (entry.getValue()) {
                case Verdict.Possible possible -> picks.add(new Pick(entry.getKey(), possible));
                case Verdict.Passed(var refusal, var pair) -> {
                    pass(refusal, entry.getKey().number());
                    if (pair != null) {
                        pairs.add(pair);
                    }
                }
            }
        }
    }

    void notThere(String number) {
        pass(Refusal.NOT_THERE, number);
    }

    void pass(Refusal refusal, String number) {
        passed.computeIfAbsent(refusal, _ -> new ArrayList<>()).add(number);
    }

    int size() {
        return picks.size();
    }

    Selection selection() {
        return new Selection(
                picks.stream().map(pick -> pick.candidate().number()).toList(),
                picks.stream().map(pick -> pick.candidate().version()).toList());
    }

    /** {@return whether any of the chosen came from a tenant above, so that releasing it sends it there} */
    boolean leavesTenant() {
        return picks.stream().anyMatch(pick -> !pick.candidate().top());
    }

    Set<Integer> pricingBatches() {
        return picks.stream()
                .map(pick -> pick.verdict().price())
                .filter(price -> price != null && price.pricingBatch() != null)
                .map(price -> price.pricingBatch())
                .collect(Collectors.toSet());
    }

    List<Preview.Skipped> skipped() {
        return passed.entrySet().stream()
                .map(entry -> new Preview.Skipped(
                        entry.getKey(),
                        entry.getValue().size(),
                        entry.getValue().stream().limit(Preview.Skipped.SHOWN).toList(),
                        NAMES_CURRENCIES.contains(entry.getKey()) && !pairs.isEmpty()
                                ? String.join(", ", pairs)
                                : null))
                .sorted(Comparator.comparingInt(Preview.Skipped::count).reversed())
                .toList();
    }

    static List<Preview.Skipped> merge(List<Preview.Skipped> earlier, Map<Refusal, List<String>> later) {
        var all = new Chosen();
        later.forEach((reason, numbers) -> numbers.forEach(number -> all.pass(reason, number)));
        return merge(earlier, all.skipped());
    }

    static List<Preview.Skipped> merge(List<Preview.Skipped> earlier, List<Preview.Skipped> later) {
        var all = new Chosen();
        var counts = new EnumMap<Refusal, Integer>(Refusal.class);
        Stream.concat(earlier.stream(), later.stream()).forEach(skipped -> {
            skipped.numbers().forEach(number -> all.pass(skipped.reason(), number));
            counts.merge(skipped.reason(), skipped.count() - skipped.numbers().size(), Integer::sum);
            if (skipped.detail() != null) {
                all.pairs.add(skipped.detail());
            }
        });
        return all.skipped().stream()
                .map(skipped -> new Preview.Skipped(
                        skipped.reason(),
                        skipped.count() + counts.getOrDefault(skipped.reason(), 0),
                        skipped.numbers(),
                        skipped.detail()))
                .toList();
    }

    /** @param belowCost as {@link #belowCost} says */
    MoneyEffect money(TenantContext context, OperationRequest request, int belowCost) {
        var sums = new MoneyEffect.Sums();
        for (var pick : picks) {
            var candidate = pick.candidate();
            switch (request.kind()) {
                case GIVE -> {
                    addPrice(sums, pick.verdict().price());
                    costsEitherWay(sums, candidate);
                }
                case TRANSFER, REPRICE, SET_FREE_OF_CHARGE -> {
                    addPrice(sums, pick.verdict().price());
                    noLongerEarned(sums, candidate);
                    costsEitherWay(sums, candidate);
                }
                case RECALL -> {
                    noLongerEarned(sums, candidate);
                    costsEitherWay(sums, candidate);
                }
                case RELEASE_TO_POOL, RETURN -> {
                    if (candidate.top()) {
                        costsEitherWay(sums, candidate);
                    } else {
                        noLongerPaid(sums, candidate);
                        if (candidate.status() == DidStatus.GIVEN) {
                            noLongerEarned(sums, candidate);
                        }
                    }
                }
                case ASSIGN_TO_ACCOUNT -> {
                    addPrice(sums, pick.verdict().price());
                    costsEitherWay(sums, candidate);
                }
                case UNASSIGN_FROM_ACCOUNT -> addEndOfUse(sums, context, request, pick);
                case MOVE_TO_VENDOR_BATCH -> addMove(sums, pick);
                case DELETE -> noLongerPaid(sums, candidate);
                case WITHDRAW -> {
                    noLongerEarned(sums, candidate);
                    noLongerPaid(sums, candidate);
                }
                case ASSIGN_TO_PRICING_BATCH,
                        UNASSIGN_FROM_PRICING_BATCH,
                        FREEZE,
                        UNFREEZE,
                        RESERVE,
                        EXTEND_RESERVATION,
                        CANCEL_RESERVATION,
                        END_AGING -> costsEitherWay(sums, candidate);
                case ASSIGN_TO_GROUP, REMOVE_FROM_GROUP, SET_DESCRIPTION, SET_CLASS, MOVE_TO_ACCOUNT -> {}
            }
        }
        if (request.kind() == OperationKind.ASSIGN_TO_PRICING_BATCH && !picks.isEmpty()) {
            var offered = OperationTargets.offered(
                    context, request.requireTarget(), selection().numbers());
            if (offered != null) {
                MoneyEffect.Sums.add(sums.offeredMonthly, offered.currency(), offered.monthly());
            }
        }
        return sums.total(belowCost);
    }

    private static void addEndOfUse(MoneyEffect.Sums sums, TenantContext context, OperationRequest request, Pick pick) {
        var candidate = pick.candidate();
        if (!pick.verdict().leavesCustomer()) {
            costsEitherWay(sums, candidate);
        } else if (context.tenant().kind() == TenantKind.CUSTOMER) {
            noLongerPaid(sums, candidate);
        } else {
            noLongerEarned(sums, candidate);
            if (request.afterUse() == AfterUse.RELEASE_TO_POOL && !candidate.top()) {
                noLongerPaid(sums, candidate);
            } else {
                costsEitherWay(sums, candidate);
            }
        }
    }

    /** What it costs then for what it cost; where that is the same, what it costs either way. */
    private static void addMove(MoneyEffect.Sums sums, Pick pick) {
        var candidate = pick.candidate();
        var move = pick.verdict().price();
        if (move == null || move.recurring() == null) {
            return;
        }
        if (move.currency().equals(candidate.currency())
                && move.recurring().compareTo(candidate.recurringCost()) == 0) {
            costsEitherWay(sums, candidate);
        } else {
            noLongerPaid(sums, candidate);
            MoneyEffect.Sums.add(sums.paidMonthly, move.currency(), move.recurring());
        }
    }

    private static void addPrice(MoneyEffect.Sums sums, @Nullable GivePrice price) {
        if (price == null || price.recurring() == null) {
            return;
        }
        if (price.activation() != null) {
            MoneyEffect.Sums.add(sums.chargedNow, price.currency(), price.activation());
        }
        MoneyEffect.Sums.add(sums.earnedMonthly, price.currency(), price.recurring());
    }

    /** {@return how many of these numbers would be sold or offered for less a month than they cost} */
    int belowCost(TenantContext context, OperationRequest request) {
        if (request.kind() == OperationKind.ASSIGN_TO_PRICING_BATCH) {
            var offered = picks.isEmpty()
                    ? null
                    : OperationTargets.offered(
                            context, request.requireTarget(), selection().numbers());
            return offered == null ? 0 : offered.belowCost();
        }
        return (int) picks.stream()
                .map(pick -> pick.verdict().price())
                .filter(price -> price != null && price.belowCost())
                .count();
    }

    /** Who does not see what numbers cost can't have meant to sell them for less. */
    static void requireMeant(TenantContext context, int belowCost, boolean meant) {
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

    private static void noLongerEarned(MoneyEffect.Sums sums, Candidate candidate) {
        if (candidate.recurringRevenue() != null && candidate.revenueCurrency() != null) {
            MoneyEffect.Sums.add(
                    sums.earnedMonthly,
                    candidate.revenueCurrency(),
                    candidate.recurringRevenue().negate());
        }
    }

    private static void noLongerPaid(MoneyEffect.Sums sums, Candidate candidate) {
        MoneyEffect.Sums.add(
                sums.paidMonthly,
                candidate.currency(),
                candidate.recurringCost().negate());
    }

    private static void costsEitherWay(MoneyEffect.Sums sums, Candidate candidate) {
        MoneyEffect.Sums.add(sums.costsEitherWay, candidate.currency(), candidate.recurringCost());
    }
}
