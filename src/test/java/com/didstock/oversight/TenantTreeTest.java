package com.didstock.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.testing.TestTree.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantTreeTest extends OversightTest {

    @Test
    void theOperatorSeesEveryTenantBelowItsParentWithWhatItHoldsAndUses() {
        var numbers = tree.load(tree.o, 5);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers.subList(0, 3));
        tree.give(tree.a1, tree.ca1, numbers.subList(0, 2));
        tree.setInUse(tree.ca1, numbers.subList(0, 1), true);

        var page = tenants.page(tree.o.admin(), TenantSearch.ALL, 0, 100);

        assertThat(page.tenants()).extracting(OverseenTenant::name).containsExactly("A", "A1", "CA1", "CA", "B", "CB");
        assertThat(page.tenants()).extracting(OverseenTenant::level).containsExactly(1, 2, 3, 2, 1, 2);
        assertThat(page.tenants()).extracting(OverseenTenant::held).containsExactly(5L, 3L, 2L, 0L, 0L, 0L);
        assertThat(page.tenants()).extracting(OverseenTenant::inUse).containsExactly(1L, 1L, 1L, 0L, 0L, 0L);
        assertThat(page.tenants().get(2).parents()).containsExactly("A", "A1");
        assertThat(page.total()).isEqualTo(6);
    }

    @Test
    void moneyIsToldOfDirectChildrenOnlyAndOnlyTheOperatorsOwn() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers);

        var rows = tenants.page(tree.o.admin(), TenantSearch.ALL, 0, 100).tenants();

        assertThat(rows.get(0).monthlyCost().get("EUR")).isEqualByComparingTo(new BigDecimal("4.00"));
        assertThat(rows.get(0).monthlyRevenue().get("EUR")).isEqualByComparingTo(new BigDecimal("5.00"));
        assertThat(rows.get(1).held()).isEqualTo(2);
        assertThat(rows.get(1).monthlyCost()).isEmpty();
        assertThat(rows.get(1).monthlyRevenue()).isEmpty();
        var clerk = tenants.page(tree.clerk(tree.o), TenantSearch.ALL, 0, 100).tenants();
        assertThat(clerk.get(0).held()).isEqualTo(2);
        assertThat(clerk)
                .allMatch(row ->
                        row.monthlyCost().isEmpty() && row.monthlyRevenue().isEmpty());
    }

    @Test
    void aFileHasWhatIsSearchedAndMoneyOnlyForThoseWhoSeeIt() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers.subList(0, 1));

        assertThat(file(tree.o.admin(), "a"))
                .containsExactly(
                        "name,below,level,kind,status,numbers,in use,not in use,most numbers,currency,monthly cost,"
                                + "monthly revenue",
                        "A,,1,RESELLER,ACTIVE,2,0,2,,EUR,4.00000,5.00000",
                        "A1,A,2,RESELLER,ACTIVE,1,0,1,,,,",
                        "CA1,A › A1,3,CUSTOMER,ACTIVE,0,0,0,,,,",
                        "CA,A,2,CUSTOMER,ACTIVE,0,0,0,,,,");
        assertThat(file(tree.clerk(tree.o), "a1"))
                .containsExactly(
                        "name,below,level,kind,status,numbers,in use,not in use,most numbers",
                        "A1,A,2,RESELLER,ACTIVE,1,0,1,",
                        "CA1,A › A1,3,CUSTOMER,ACTIVE,0,0,0,");
        refused(NotThereException.class, () -> file(tree.a.admin(), ""));
    }

    private List<String> file(Actor actor, String text) {
        var out = new ByteArrayOutputStream();
        try {
            var sheet = Sheet.begin(SheetFormat.CSV, out, "tenants", tenants.header(actor));
            tenants.write(actor, new TenantSearch(text, TenantOrder.TREE, false), sheet);
            sheet.finish();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.toString(StandardCharsets.UTF_8)
                .replace("\ufeff", "")
                .lines()
                .toList();
    }

    @Test
    void tenantsAreSearchedSortedAndComeInPages() {
        tree.give(tree.o, tree.b, tree.load(tree.o, 3));
        tree.give(tree.o, tree.a, tree.load(tree.o, 1));
        assertThat(names(new TenantSearch("a1", TenantOrder.TREE, false))).containsExactly("A1", "CA1");
        assertThat(names(new TenantSearch("%", TenantOrder.TREE, false))).isEmpty();
        assertThat(names(new TenantSearch("", TenantOrder.HELD, true)))
                .containsExactly("B", "A", "A1", "CA1", "CA", "CB");

        var seen = new ArrayList<String>();
        Integer after = null;
        do {
            var page = tenants.pageAfter(tree.o.admin(), TenantSearch.ALL, after, 2);
            page.tenants().forEach(one -> seen.add(one.name()));
            after = page.more() ? page.tenants().getLast().id() : null;
        } while (after != null);
        assertThat(seen).containsExactly("A", "A1", "CA1", "CA", "B", "CB");
        refused(NotThereException.class, () -> tenants.pageAfter(tree.o.admin(), TenantSearch.ALL, tree.q.id(), 2));
    }

    /** In about a hundred milliseconds alone; the limit is a screen's, on a machine that does other things as well. */
    @Test
    void twoThousandTenantsAreReadAsQuicklyAsAScreenNeeds() {
        tree.run(
                tree.a,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "insert into tenant (operator_id, parent_id, kind, name, currency)"
                                        + " select ?, ?, 'CUSTOMER', 'Customer ' || n, 'EUR' from generate_series(1, 2000) n",
                                tree.a.operatorId(),
                                tree.a.id()));
        tenants.page(tree.o.admin(), TenantSearch.ALL, 0, 50);

        var begin = System.nanoTime();
        var page = tenants.page(tree.o.admin(), new TenantSearch("customer", TenantOrder.HELD, true), 1_900, 50);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(page.total()).isEqualTo(2_000);
        assertThat(page.tenants()).hasSize(50);
    }

    private List<String> names(TenantSearch search) {
        return tenants.page(tree.o.admin(), search, 0, 100).tenants().stream()
                .map(OverseenTenant::name)
                .toList();
    }

    @Test
    void nobodyButTheOperatorSeesTheTree() throws SQLException {
        for (var member : List.of(tree.a, tree.a1, tree.b, tree.ca, tree.ca1, tree.q)) {
            refused(NotThereException.class, () -> tenants.page(member.admin(), TenantSearch.ALL, 0, 10));
            refused(NotThereException.class, () -> tenants.pageAfter(member.viewer(), TenantSearch.ALL, null, 10));
            assertThat(countsAreRefused(member)).isTrue();
        }
        assertThat(tenants.page(tree.p.admin(), TenantSearch.ALL, 0, 10).tenants())
                .extracting(OverseenTenant::name)
                .containsExactly("Q");
    }

    /** Asked past the service, the database refuses too. */
    private boolean countsAreRefused(Member member) {
        try {
            tree.transactions()
                    .read(member.admin(), ctx -> ctx.sql().fetch("select * from count_numbers_of_tenants()"));
            return false;
        } catch (RuntimeException refused) {
            return String.valueOf(refused).contains("only the operator")
                    || String.valueOf(refused.getCause()).contains("only the operator");
        }
    }
}
