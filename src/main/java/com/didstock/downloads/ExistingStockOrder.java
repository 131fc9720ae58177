package com.didstock.downloads;

import com.didstock.sheets.SheetFormat;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants as a file of existing stock.
 *
 * @param zone in which times are written
 * @param reason why an operator takes whole chains along; null: who holds a number is told as far as the direct children
 */
public record ExistingStockOrder(
        SheetFormat format, ZoneId zone, @Nullable String reason) {}
