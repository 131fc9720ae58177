package com.didstock.notices.ui;

import com.didstock.notices.Notice;
import com.didstock.notices.PlanWords;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;

/** A notice as a sentence. */
final class NoticeTexts {

    private NoticeTexts() {}

    static String sentence(Component where, Notice notice) {
        var child = notice.child();
        var number = notice.number();
        var who = child == null ? where.getTranslation("notices.provider") : child;
        return where.getTranslation(
                "notices.kind." + notice.kind() + (notice.numbers() == 1 ? ".one" : ".many"),
                who,
                number == null
                        ? Formats.current().count(notice.numbers())
                        : FormattedNumber.of(new DidNumber(number)).text(),
                PlanWords.about(notice, where::getTranslation, Formats.current()::date));
    }
}
