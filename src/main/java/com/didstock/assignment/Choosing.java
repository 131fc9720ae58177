package com.didstock.assignment;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.inventory.Candidate;
import com.didstock.inventory.HoldingChains;
import com.didstock.inventory.Holdings;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.TenantContext;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the numbers that a request means, and judges which of them it is possible for. */
@Component
class Choosing {

    private static final int SCAN = 5_000;

    private final Holdings holdings;
    private final HoldingChains chains;
    private final AccountUse accounts;
    private final Calendar calendar;

    Choosing(Holdings holdings, HoldingChains chains, AccountUse accounts, Calendar calendar) {
        this.holdings = holdings;
        this.chains = chains;
        this.accounts = accounts;
        this.calendar = calendar;
    }

    /** @throws OperationRefusedException if these are more than one transaction takes */
    Chosen choose(TenantContext context, OperationRequest request) {
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
                yield chooseThese(judge, holdings.candidates(context, numbers), numbers);
            }
        };
    }

    private static Chosen chooseThese(Judge judge, List<Candidate> candidates, List<String> numbers) {
        var held = candidates.stream().map(Candidate::number).collect(Collectors.toSet());
        var chosen = Chosen.of(judge.judge(candidates), Integer.MAX_VALUE);
        numbers.stream().filter(number -> !held.contains(number)).forEach(chosen::notThere);
        return chosen;
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
}
