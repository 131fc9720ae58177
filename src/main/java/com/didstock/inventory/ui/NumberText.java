package com.didstock.inventory.ui;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.numbering.NumberSearch;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/** A number as it is written in its country, with the part that was searched for marked. */
final class NumberText extends Span {

    NumberText(String digits, NumberSearch search) {
        addClassName("did");
        var number = new DidNumber(digits);
        var formatted = FormattedNumber.of(number);
        var text = formatted.text();
        var next = 0;
        for (var mark : formatted.marks(search.marks(number))) {
            append(text.substring(next, mark.from()));
            getElement().appendChild(new Element("mark").setText(text.substring(mark.from(), mark.to())));
            next = mark.to();
        }
        append(text.substring(next));
        search.spelling(number)
                .ifPresent(spelling -> setTitle(formatted.spelled(spelling).text()));
    }

    /** {@return a number as it is written in its country} */
    static String plain(String digits) {
        return FormattedNumber.of(new DidNumber(digits)).text();
    }

    private void append(String text) {
        if (!text.isEmpty()) {
            getElement().appendChild(Element.createText(text));
        }
    }
}
