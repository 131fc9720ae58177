package com.didstock.downloads;

import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.PageRequest;
import com.didstock.sheets.SheetFormat;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody wants as a file.
 *
 * @param columns those wanted, in this order; empty for all in their usual one. What an upload needs is added for a tenant that uploads, what the user may
 *     not see is left out.
 * @param zone in which times are written
 */
public record DownloadOrder(What what, Set<DidColumn> columns, SheetFormat format, ZoneId zone) {

    public DownloadOrder {
        columns = Collections.unmodifiableSet(new LinkedHashSet<>(columns));
    }

    /** Which numbers. */
    public sealed interface What {

        /**
         * What a search finds.
         *
         * @param from where the file begins; null for the beginning. Its size does not count.
         * @param most so many numbers at most
         */
        record Found(InventoryFilter filter, PageRequest from, long most) implements What {

            /** {@return all that a search finds, sorted} */
            public static Found all(InventoryFilter filter, DidSort sort, boolean ascending) {
                return new Found(
                        filter,
                        new PageRequest(sort, ascending, null, false, PageRequest.DEFAULT_SIZE),
                        Long.MAX_VALUE);
            }
        }

        /** These numbers, in this order, as far as the tenant holds them. */
        record Named(List<String> numbers) implements What {

            public Named {
                numbers = List.copyOf(numbers);
            }
        }
    }
}
