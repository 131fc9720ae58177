package com.didstock.history.ui;

import com.didstock.history.ActivityEntry;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLog;
import com.didstock.history.NumberChange;
import com.didstock.history.NumberHistory;
import com.didstock.sheets.Sheet;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Formats;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened, as rows of a file: times to the second in the operator's time zone, operations by their names in the API. */
final class HistoryFiles {

    /** So many operations or numbers a file tells; whoever wants more narrows the time. */
    static final int MOST = 10_000;

    static final List<String> OF_ACTIVITY =
            List.of("Time", "Operation", "Description", "Numbers", "Change", "Target", "By");
    static final List<String> OF_NUMBERS = List.of("Time", "Number", "Operation", "Description", "What", "By");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Formats formats;
    private final ChangeTexts.Texts texts;

    /** @param texts must find texts without a current screen */
    HistoryFiles(Formats formats, ChangeTexts.Texts texts) {
        this.formats = formats;
        this.texts = texts;
    }

    void activity(ActivityLog log, Actor actor, ActivityFilter filter, Sheet sheet) throws IOException {
        var written = 0;
        @Nullable String next = null;
        do {
            var page = log.page(actor, filter, next, ActivityLog.MOST);
            for (var entry : page.entries()) {
                write(entry, sheet);
            }
            written += page.entries().size();
            next = page.next();
        } while (next != null && written < MOST);
    }

    private void write(ActivityEntry entry, Sheet sheet) throws IOException {
        sheet.code(time(entry.at()))
                .code(entry.operation())
                .text(texts.of("activity.operation." + entry.operation()))
                .count(entry.numbers())
                .text(texts.of("activity.change." + entry.change()))
                .text(entry.target() == null ? null : ChangeTexts.thing(entry.target(), texts))
                .text(ChangeTexts.who(entry.who(), texts));
        sheet.endRow();
    }

    /** What one operation changed of each number. */
    void changes(NumberHistory numbers, Actor actor, ActivityEntry entry, Sheet sheet) throws IOException {
        var written = 0;
        var last = "";
        List<NumberChange> changes;
        do {
            changes = numbers.changed(actor, entry.operationId(), entry.change(), last, NumberHistory.MOST);
            changes(changes, sheet);
            written += changes.size();
            last = changes.isEmpty() ? last : changes.getLast().number();
        } while (changes.size() == NumberHistory.MOST && written < MOST);
    }

    /** One row for each thing that changed. */
    void changes(List<NumberChange> changes, Sheet sheet) throws IOException {
        for (var change : changes) {
            if (change.differences().isEmpty()) {
                write(change, null, sheet);
            }
            for (var difference : change.differences()) {
                write(change, ChangeTexts.difference(difference, formats, texts), sheet);
            }
        }
    }

    private void write(NumberChange change, @Nullable String what, Sheet sheet) throws IOException {
        sheet.code(time(change.at()))
                .code(change.number())
                .code(change.operation())
                .text(texts.of("activity.operation." + change.operation()))
                .text(what)
                .text(ChangeTexts.who(change.who(), texts));
        sheet.endRow();
    }

    private String time(Instant moment) {
        ZoneId zone = formats.zone();
        return TIME.format(moment.atZone(zone));
    }
}
