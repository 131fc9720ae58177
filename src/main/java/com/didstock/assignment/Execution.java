package com.didstock.assignment;

import com.didstock.assignment.Judge.Verdict;
import com.didstock.branding.AgingRules;
import com.didstock.branding.OperatorSettings;
import com.didstock.branding.Operators;
import com.didstock.inventory.Candidate;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.HoldingChains;
import com.didstock.inventory.Holdings;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.TenantContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Does an operation to a fixed selection, passing over what changed since it was fixed. */
@Component
class Execution {

    private final Holdings holdings;
    private final HoldingChains chains;
    private final Operators operators;
    private final Calendar calendar;
    private final AccountUse accounts;

    Execution(Holdings holdings, HoldingChains chains, Operators operators, Calendar calendar, AccountUse accounts) {
        this.accounts = accounts;
        this.holdings = holdings;
        this.chains = chains;
        this.operators = operators;
        this.calendar = calendar;
    }

    /** What was done: the numbers changed, ascending, and those passed over, by reason. */
    record Done(Set<String> changed, Map<Refusal, List<String>> skipped) {}

    Done run(TenantContext context, OperationRequest request, Selection selection) {
        return request.kind().changesChain()
                ? onChains(context, request, selection)
                : onOwnRows(context, request, selection);
    }

    /** One statement re-judges and changes; what it left is then explained. */
    private Done onOwnRows(TenantContext context, OperationRequest request, Selection selection) {
        var from = Transitions.from(request.kind());
        var changed = switch (request.kind()) {
            case ASSIGN_TO_PRICING_BATCH ->
                holdings.putIntoBatch(
                        context,
                        selection,
                        from,
                        request.requireTarget(),
                        request.choices().reassign());
            case UNASSIGN_FROM_PRICING_BATCH -> holdings.takeOutOfBatch(context, selection, from);
            case ASSIGN_TO_GROUP -> holdings.putIntoGroup(context, selection, from, request.requireTarget());
            case REMOVE_FROM_GROUP -> holdings.takeOutOfGroup(context, selection, from);
            case SET_DESCRIPTION ->
                holdings.describe(context, selection, from, request.text().strip());
            case FREEZE -> holdings.freeze(context, selection, from);
            case UNFREEZE -> holdings.unfreeze(context, selection, from);
            case GIVE,
                    TRANSFER,
                    END_AGING,
                    WITHDRAW,
                    RECALL,
                    RELEASE_TO_POOL,
                    RETURN,
                    DELETE,
                    REPRICE,
                    SET_CLASS,
                    MOVE_TO_VENDOR_BATCH,
                    SET_FREE_OF_CHARGE,
                    RESERVE,
                    EXTEND_RESERVATION,
                    CANCEL_RESERVATION,
                    ASSIGN_TO_ACCOUNT,
                    MOVE_TO_ACCOUNT,
                    UNASSIGN_FROM_ACCOUNT -> throw new IllegalArgumentException(request.kind() + " changes the chain");
        };
        var left = selection.numbers().stream()
                .filter(number -> !changed.contains(number))
                .toList();
        return new Done(changed, left.isEmpty() ? Map.of() : explain(context, request, selection, left));
    }

    private Map<Refusal, List<String>> explain(
            TenantContext context, OperationRequest request, Selection selection, List<String> left) {
        var chosen = new HashMap<String, Integer>();
        for (var place = 0; place < selection.size(); place++) {
            chosen.put(selection.numbers().get(place), selection.versions().get(place));
        }
        var reasons = new EnumMap<Refusal, List<String>>(Refusal.class);
        var verdicts = new Judge(context, chains, accounts, request, calendar.zone(context))
                .judge(holdings.candidates(context, left));
        var judged = new HashMap<String, Verdict>();
        var unchanged = new HashSet<String>();
        verdicts.forEach((candidate, verdict) -> {
            judged.put(candidate.number(), verdict);
            if (chosen.getOrDefault(candidate.number(), -1) == candidate.version()) {
                unchanged.add(candidate.number());
            }
        });
        for (var number : left) {
            var reason = switch (judged.get(number)) {
                case null -> Refusal.NOT_THERE;
                // As it was, and yet there was nothing to change: it is so already.
                case Verdict.Possible _ when unchanged.contains(number) -> Refusal.ALREADY_DONE;
                case Verdict.Possible _ -> Refusal.CHANGED;
                case Verdict.Passed(var refusal, var _) -> refusal;
            };
            reasons.computeIfAbsent(reason, _ -> new ArrayList<>()).add(number);
        }
        return reasons;
    }

    /** Locks the chains, judges what is there now, and does the rest all or none. */
    private Done onChains(TenantContext context, OperationRequest request, Selection selection) {
        chains.lockChains(context, selection.numbers());
        var judge = new Judge(context, chains, accounts, request, calendar.zone(context));
        var verdicts = judge.judge(holdings.candidates(context, selection.numbers()));
        var possible = new ArrayList<Candidate>();
        var skipped = new EnumMap<Refusal, List<String>>(Refusal.class);
        var now = new HashMap<String, Candidate>();
        verdicts.keySet().forEach(candidate -> now.put(candidate.number(), candidate));
        for (var place = 0; place < selection.size(); place++) {
            var number = selection.numbers().get(place);
            var candidate = now.get(number);
            if (candidate == null) {
                skipped.computeIfAbsent(Refusal.NOT_THERE, _ -> new ArrayList<>())
                        .add(number);
                continue;
            }
            var version = selection.versions().get(place);
            switch (verdicts.get(candidate)) {
                case Verdict.Passed(var refusal, var _) ->
                    skipped.computeIfAbsent(refusal, _ -> new ArrayList<>()).add(number);
                case Verdict.Possible _
                when candidate.version() != version ->
                    skipped.computeIfAbsent(Refusal.CHANGED, _ -> new ArrayList<>())
                            .add(number);
                case Verdict.Possible _ -> possible.add(candidate);
                case null -> throw new IllegalStateException("not judged: " + number);
            }
        }
        if (!possible.isEmpty()) {
            change(context, request, judge, possible);
        }
        var changed = new TreeSet<String>();
        possible.forEach(candidate -> changed.add(candidate.number()));
        return new Done(changed, skipped);
    }

    private void change(TenantContext context, OperationRequest request, Judge judge, List<Candidate> possible) {
        var from = Transitions.from(request.kind());
        var numbers = possible.stream().map(Candidate::number).toList();
        switch (request.kind()) {
            case GIVE ->
                chains.give(
                        context,
                        request.requireTarget(),
                        numbers,
                        request.choices().byAssignedBatch(),
                        from);
            case TRANSFER ->
                chains.transfer(
                        context,
                        request.requireTarget(),
                        numbers,
                        request.choices().byAssignedBatch());
            case RECALL -> chains.recall(context, numbers, agingDays(context, possible), judge.statusesBelow());
            case RETURN -> chains.release(context, numbers, agingDays(context, possible), true, from, Set.of());
            case RELEASE_TO_POOL -> release(context, judge, possible, from);
            case DELETE -> chains.delete(context, numbers, from);
            case END_AGING -> chains.endAging(context, numbers, from);
            case WITHDRAW ->
                chains.withdraw(
                        context,
                        numbers,
                        agingDays(context, possible),
                        from,
                        request.withdrawal().name());
            case REPRICE ->
                chains.reprice(
                        context,
                        numbers,
                        request.target(),
                        Calendar.startOf(request.requireDate(), calendar.zone(context)));
            case ASSIGN_TO_ACCOUNT -> accounts.begin(context, accounts.lock(context, request.requireTarget()), numbers);
            case MOVE_TO_ACCOUNT -> accounts.move(context, accounts.lock(context, request.requireTarget()), numbers);
            case UNASSIGN_FROM_ACCOUNT -> accounts.end(context, numbers, request.afterUse());
            case MOVE_TO_VENDOR_BATCH -> VendorMoves.move(context, request, numbers);
            case SET_FREE_OF_CHARGE ->
                FreeOfCharge.set(context, request.requireCharging(), numbers, calendar.zone(context));
            case SET_CLASS -> chains.classify(context, numbers, request.requireClass());
            case RESERVE ->
                chains.reserve(
                        context,
                        numbers,
                        from,
                        request.target(),
                        request.prospect(),
                        Calendar.endOf(request.requireDate(), calendar.zone(context)));
            case EXTEND_RESERVATION ->
                chains.extendReservation(
                        context, numbers, from, Calendar.endOf(request.requireDate(), calendar.zone(context)));
            case CANCEL_RESERVATION -> chains.cancelReservation(context, numbers, from);
            case ASSIGN_TO_PRICING_BATCH,
                    UNASSIGN_FROM_PRICING_BATCH,
                    ASSIGN_TO_GROUP,
                    REMOVE_FROM_GROUP,
                    SET_DESCRIPTION,
                    FREEZE,
                    UNFREEZE -> throw new IllegalArgumentException(request.kind() + " changes no chain");
        }
    }

    /** Numbers that the tenant loaded itself go to its own pool; the others to the pool of the tenant above. */
    private void release(TenantContext context, Judge judge, List<Candidate> possible, Set<DidStatus> from) {
        var own = possible.stream().filter(Candidate::top).toList();
        if (!own.isEmpty()) {
            holdings.releaseToOwnPool(
                    context,
                    new Selection(
                            own.stream().map(Candidate::number).toList(),
                            own.stream().map(Candidate::version).toList()),
                    EnumSet.copyOf(from));
        }
        var others = possible.stream().filter(candidate -> !candidate.top()).toList();
        if (!others.isEmpty()) {
            chains.release(
                    context,
                    others.stream().map(Candidate::number).toList(),
                    agingDays(context, others),
                    false,
                    from,
                    judge.statusesBelow());
        }
    }

    private List<Integer> agingDays(TenantContext context, List<Candidate> candidates) {
        HoldingChains.countDaysOfRestIn(context, calendar.zone(context));
        var rules = operators
                .known(context.actor().operatorId())
                .map(OperatorSettings::aging)
                .orElse(AgingRules.STANDARD);
        return candidates.stream()
                .map(candidate ->
                        rules.days(candidate.country() == null ? "--" : candidate.country(), candidate.numberType()))
                .toList();
    }
}
