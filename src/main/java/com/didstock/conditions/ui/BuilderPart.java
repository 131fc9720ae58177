package com.didstock.conditions.ui;

import com.didstock.conditions.SearchCondition;
import org.jspecify.annotations.Nullable;

/** A part of the builder: a test or a group. */
sealed interface BuilderPart permits GroupBox, TestRow {

    /** {@return what it says; null while it says nothing complete} */
    @Nullable
    SearchCondition read();

    /** {@return how many tests in it are begun and not complete} */
    int incomplete();

    /** Puts the cursor where one goes on. */
    void focusFirst();
}
