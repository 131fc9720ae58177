package com.didstock.history.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLog;
import com.didstock.history.NumberHistory;
import com.didstock.i18n.Translations;
import com.didstock.inventory.NumberInventory;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.NotThereException;
import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree.Member;
import com.didstock.ui.Formats;
import com.didstock.ui.SheetLink;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HistoryFilesTest extends ScreenTest {

    @Autowired
    ActivityLog log;

    @Autowired
    NumberHistory history;

    @Autowired
    NumberInventory inventory;

    @Autowired
    Translations translations;

    @Test
    void activityAndTimelineAsFilesTellEachTenantItsOwnPart() {
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);
        var row = inventory.get(tree.a.admin(), numbers.getFirst());
        inventory.describe(tree.a.admin(), row.number(), row.version(), "=HYPERLINK(\"x\")");

        assertThat(activity(tree.a)).anyMatch(line -> line.contains(",GIVE,") && line.endsWith("your provider"));
        assertThat(activity(tree.a)).anyMatch(line -> line.contains(",SET_DESCRIPTION,"));
        assertThat(activity(tree.b)).containsExactly(String.join(",", HistoryFiles.OF_ACTIVITY));

        var timeline = timeline(tree.a, numbers.getFirst());
        assertThat(timeline).anyMatch(line -> line.contains("→ =HYPERLINK"));
        assertThat(timeline).noneMatch(line -> line.matches(".*(^|,)\"?[=@].*"));
        assertThat(timeline).noneMatch(line -> line.contains("!activity"));
        assertThat(timeline(tree.o, numbers.getFirst())).noneMatch(line -> line.contains("HYPERLINK"));
        assertThatExceptionOfType(NotThereException.class).isThrownBy(() -> timeline(tree.q, numbers.getFirst()));
    }

    private List<String> activity(Member member) {
        return lines(
                HistoryFiles.OF_ACTIVITY, sheet -> files().activity(log, member.admin(), ActivityFilter.ALL, sheet));
    }

    private List<String> timeline(Member member, String number) {
        return lines(
                HistoryFiles.OF_NUMBERS, sheet -> files().changes(history.timeline(member.admin(), number), sheet));
    }

    private HistoryFiles files() {
        return new HistoryFiles(
                new Formats(Locale.ENGLISH, ZoneOffset.UTC),
                (key, arguments) -> translations.getTranslation(key, Locale.ENGLISH, arguments));
    }

    private static List<String> lines(List<String> header, SheetLink.Rows rows) {
        var bytes = SheetLink.bytes(SheetFormat.CSV, "test", header, rows);
        return new String(bytes, StandardCharsets.UTF_8).substring(1).lines().toList();
    }
}
