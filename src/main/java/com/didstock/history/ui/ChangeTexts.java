package com.didstock.history.ui;

import com.didstock.assignment.WithdrawalReason;
import com.didstock.history.Difference;
import com.didstock.history.Fact;
import com.didstock.history.Thing;
import com.didstock.history.Who;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.ui.Formats;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What changed and who did it, in words. */
final class ChangeTexts {

    private ChangeTexts() {}

    /** Finds a text by its key. */
    interface Texts {

        String of(String key, Object... arguments);
    }

    static String who(Who who, Texts texts) {
        return switch (who) {
            case Who.Own own -> own.login() == null ? texts.of("activity.who.portal") : own.login();
            case Who.Above _ -> texts.of("activity.who.above");
            case Who.Child child -> child.name();
            case Who.FurtherDown _ -> texts.of("activity.who.further-down");
        };
    }

    static String thing(Thing thing, Texts texts) {
        if (thing.kind() == Thing.Kind.REASON && thing.name() != null) {
            return reason(thing.name(), texts);
        }
        return thing.name() == null ? texts.of("activity.deleted." + thing.kind()) : thing.name();
    }

    static String difference(Difference difference, Formats formats, Texts texts) {
        var property = texts.of("activity.property." + difference.property());
        if (difference.property() == Difference.Property.REASON) {
            return property + ": " + (difference.after() instanceof Fact.Text(var why) ? reason(why, texts) : "—");
        }
        var before = fact(difference.before(), formats, texts);
        var after = fact(difference.after(), formats, texts);
        return property + ": " + before + " → " + after;
    }

    /** {@return a reason as it was said; one that was chosen from a list in the reader's language} */
    private static String reason(String reason, Texts texts) {
        return Stream.of(WithdrawalReason.values()).anyMatch(it -> it.name().equals(reason))
                ? texts.of("assignment.withdrawal." + reason)
                : reason;
    }

    static String account(String id) {
        return DidNumber.isNumber(id) ? FormattedNumber.of(new DidNumber(id)).text() : id;
    }

    private static String fact(@Nullable Fact fact, Formats formats, Texts texts) {
        return switch (fact) {
            case null -> "—";
            case Fact.Status status -> texts.of("inventory.status." + status.status());
            case Fact.Time time -> formats.dateTime(time.at());
            case Fact.Named named -> thing(named.thing(), texts);
            case Fact.Text text -> text.text();
            case Fact.UsedBy used ->
                texts.of(used.alias() ? "activity.as-alias" : "activity.as-id", account(used.account()));
            case Fact.Flag flag -> texts.of(flag.set() ? "activity.yes" : "activity.no");
            case Fact.Money money -> formats.money(money.amount(), money.currency());
        };
    }
}
