package com.didstock.assignment.ui;

import com.didstock.assignment.MoneyEffect;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.OperationResult;
import com.didstock.assignment.Preview;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.ui.Formats;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sentences of previews and results. */
final class OperationTexts {

    /** Finds a text by its key. */
    interface Translation {

        String of(String key, Object... arguments);
    }

    private final Translation translation;

    OperationTexts(Translation translation) {
        this.translation = translation;
    }

    /** {@code Assign the first 500 that can be to “Retail US”}. */
    String title(Preview preview) {
        return translation.of(
                "assignment.title." + key(preview), target(preview.request().kind(), preview.targetName()));
    }

    /** What the button does, with its number. */
    String button(Preview preview, Formats formats) {
        return translation.of("assignment.button." + key(preview), formats.count(preview.wouldChange()));
    }

    /** Why numbers were passed over. */
    String refusal(Preview.Skipped skipped) {
        return translation.of(
                "assignment.refusal." + skipped.reason(), Objects.requireNonNullElse(skipped.detail(), ""));
    }

    String done(OperationResult result, Formats formats) {
        return translation.of(
                "assignment.done." + result.kind(),
                formats.count(result.changed()),
                target(result.kind(), result.targetName()));
    }

    /** The first and the last of the chosen numbers. */
    String range(Preview preview) {
        if (preview.first() == null || preview.last() == null) {
            return "";
        }
        return preview.first().equals(preview.last())
                ? shown(preview.first())
                : shown(preview.first()) + " … " + shown(preview.last());
    }

    String chargedNow(MoneyEffect money, Formats formats) {
        return money.chargedNow().isEmpty()
                ? translation.of("assignment.money.nothing")
                : sums(money.chargedNow(), formats);
    }

    /** The line below the money figure: what changes each month. */
    String monthly(OperationRequest request, MoneyEffect money, Formats formats) {
        if (request.kind() == OperationKind.REPRICE && request.date() != null) {
            return repriced(money, formats.date(request.date()), formats);
        }
        var parts = new ArrayList<String>();
        add(parts, "assignment.money.offered", money.offeredMonthly(), formats);
        addSigned(parts, "earned", money.earnedMonthly(), formats);
        // What a move changes is told below, each currency by itself.
        if (request.kind() != OperationKind.MOVE_TO_VENDOR_BATCH) {
            addSigned(parts, "paid", money.paidMonthly(), formats);
        }
        return parts.isEmpty() ? translation.of("assignment.money.now") : String.join("; ", parts);
    }

    /**
     * What an operation means, in a sentence; null if it means nothing in money, or is not for this reader.
     *
     * @param ahead the day for which it is planned; null: it is done at once
     */
    @Nullable
    String meaning(Preview preview, @Nullable LocalDate ahead, Formats formats) {
        if (preview.request().kind() == OperationKind.SET_FREE_OF_CHARGE) {
            return translation.of(
                    "assignment.meaning.SET_FREE_OF_CHARGE." + preview.request().text());
        }
        var money = preview.money();
        if (money == null) {
            return null;
        }
        if (preview.request().kind() == OperationKind.MOVE_TO_VENDOR_BATCH
                && !money.paidMonthly().isEmpty()) {
            return translation.of("assignment.meaning.MOVE_TO_VENDOR_BATCH", signed(money.paidMonthly(), formats));
        }
        var count = formats.count(preview.wouldChange());
        if (!money.paidMonthly().isEmpty()) {
            return translation.of(
                    "assignment.meaning." + key(preview), count, sums(absolute(money.paidMonthly()), formats));
        }
        if (preview.request().kind() == OperationKind.GIVE) {
            return translation.of(
                    "assignment.meaning.GIVE",
                    target(OperationKind.GIVE, preview.targetName()),
                    sums(money.earnedMonthly(), formats),
                    sums(money.costsEitherWay(), formats));
        }
        if (preview.request().kind() == OperationKind.TRANSFER) {
            var whom = target(OperationKind.TRANSFER, preview.targetName());
            return ahead == null
                    ? translation.of("assignment.meaning.TRANSFER", whom)
                    : translation.of("assignment.meaning.TRANSFER.planned", whom, formats.date(ahead));
        }
        if (preview.request().kind() == OperationKind.REPRICE) {
            return translation.of("assignment.meaning.REPRICE", sums(money.costsEitherWay(), formats));
        }
        if (preview.request().kind() == OperationKind.RECALL) {
            return translation.of("assignment.meaning.RECALL", sums(absolute(money.earnedMonthly()), formats));
        }
        if (!money.earnedMonthly().isEmpty()
                && (preview.request().kind() == OperationKind.ASSIGN_TO_ACCOUNT
                        || preview.request().kind() == OperationKind.UNASSIGN_FROM_ACCOUNT)) {
            return translation.of(
                    "assignment.meaning." + preview.request().kind() + ".earned",
                    sums(absolute(money.earnedMonthly()), formats));
        }
        return money.costsEitherWay().isEmpty()
                ? null
                : translation.of("assignment.meaning.either-way", sums(money.costsEitherWay(), formats));
    }

    /** Each currency by itself: one may rise where another falls. */
    private String repriced(MoneyEffect money, String from, Formats formats) {
        return money.earnedMonthly().entrySet().stream()
                .map(sum -> translation.of(
                        sum.getValue().signum() < 0
                                ? "assignment.money.repriced.less"
                                : "assignment.money.repriced.more",
                        formats.total(sum.getValue().abs(), sum.getKey()),
                        from))
                .collect(Collectors.joining("; "));
    }

    private String key(Preview preview) {
        var kind = preview.request().kind();
        return kind == OperationKind.RELEASE_TO_POOL && !preview.toTheTenantAbove() ? kind + ".own" : kind.name();
    }

    private void addSigned(List<String> parts, String what, Map<String, BigDecimal> sums, Formats formats) {
        if (sums.values().stream().anyMatch(sum -> sum.signum() > 0)) {
            add(parts, "assignment.money." + what + ".more", sums, formats);
        } else if (sums.values().stream().anyMatch(sum -> sum.signum() < 0)) {
            add(parts, "assignment.money." + what + ".less", absolute(sums), formats);
        }
    }

    private void add(List<String> parts, String key, Map<String, BigDecimal> sums, Formats formats) {
        if (!sums.isEmpty()) {
            parts.add(translation.of(key, sums(sums, formats)));
        }
    }

    private static Map<String, BigDecimal> absolute(Map<String, BigDecimal> sums) {
        return sums.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().abs()));
    }

    private static String signed(Map<String, BigDecimal> sums, Formats formats) {
        return sums.entrySet().stream()
                .map(sum -> (sum.getValue().signum() > 0 ? "+" : "") + formats.total(sum.getValue(), sum.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String sums(Map<String, BigDecimal> sums, Formats formats) {
        return sums.entrySet().stream()
                .map(sum -> formats.total(sum.getValue(), sum.getKey()))
                .collect(Collectors.joining(" + "));
    }

    private String target(OperationKind kind, @Nullable String name) {
        if (name == null) {
            return "";
        }
        return switch (kind.target()) {
            case CLASS -> translation.of("inventory.class." + name);
            case CHARGING -> translation.of("assignment.charging." + name);
            default -> name;
        };
    }

    private static String shown(String number) {
        return FormattedNumber.of(new DidNumber(number)).text();
    }
}
