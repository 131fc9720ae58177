package com.didstock.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.assertj.core.groups.Tuple.tuple;

import com.didstock.inventory.DidStatus;
import com.didstock.provisioning.UseDifference.Kind;
import com.didstock.tables.TableRefusedException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UseComparisonsTest extends ProvisioningTest {

    private UseComparisons comparisons;

    @BeforeEach
    void compareInTheTree() {
        comparisons = new UseComparisons(tree.transactions(), use, holdings);
    }

    private UseComparison compare(Member who, String csv) {
        return compare(who, null, csv);
    }

    private UseComparison compare(Member who, @Nullable Integer customer, String csv) {
        return comparisons.compare(
                who.viewer(), customer, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }

    private void use(Member customer, Account account, String... used) {
        numbers.assign(customer.admin(), customer.id(), account.id(), List.of(used));
    }

    @Test
    void eachDifferenceIsToldAndWhatAgreesIsCounted() {
        var agreed = with(tree.a, tree.a1, tree.ca1);
        var missing = with(tree.a, tree.a1, tree.ca1);
        var elsewhere = with(tree.a, tree.a1, tree.ca1);
        var free = with(tree.a, tree.a1);
        var unknown = TestTree.freshNumbers(1).getFirst();
        use(tree.ca1, account(tree.ca1, "front"), agreed, missing, elsewhere);

        var found = compare(tree.a1, """
                Account,DID number
                FRONT,+%s
                back,%s
                back,%s
                back,%s
                back,reception
                other,%s
                """.formatted(agreed, elsewhere, free, unknown, agreed));

        assertThat(found.listed()).isEqualTo(6);
        assertThat(found.inUse()).isEqualTo(3);
        assertThat(found.agreed()).isOne();
        assertThat(found.differences())
                .extracting(
                        UseDifference::kind,
                        UseDifference::number,
                        UseDifference::accountHere,
                        UseDifference::accountThere,
                        UseDifference::line,
                        UseDifference::status)
                .containsExactlyInAnyOrder(
                        tuple(Kind.NOT_THERE, missing, "front", "", 0, null),
                        tuple(Kind.OTHER_ACCOUNT, elsewhere, "front", "back", 3, null),
                        tuple(Kind.NOT_HERE, free, null, "back", 4, DidStatus.FREE),
                        tuple(Kind.NOT_HERE, unknown, null, "back", 5, null),
                        tuple(Kind.NOT_A_NUMBER, "reception", null, "back", 6, null),
                        tuple(Kind.TWICE_THERE, agreed, null, "other", 7, null));
        assertThat(found.total()).isEqualTo(6);
        assertThat(status(tree.ca1, missing)).as("nothing is changed").isEqualTo("IN_USE");
    }

    @Test
    void aListWithoutAccountsComparesNumbersOnlyAndAnIdIsANumberInUse() {
        var id = with(tree.a, tree.ca);
        account(tree.ca, id);

        assertThat(compare(tree.a, "number\n" + id + "\n").total()).isZero();
        assertThat(compare(tree.a, "number;account\n+" + id + ";+" + id + "\n").agreed())
                .as("an account's ID however it is written")
                .isOne();
    }

    @Test
    void onlyTheOwnCustomersAccountsAreCompared() {
        var number = with(tree.a, tree.a1, tree.ca1);
        use(tree.ca1, account(tree.ca1, "front"), number);
        var list = "number,account\n" + number + ",front\n";

        assertThat(compare(tree.a1, list).agreed()).isOne();
        assertThat(compare(tree.ca1, list).agreed()).as("the customer itself").isOne();
        for (var other : List.of(tree.o, tree.a, tree.b, tree.ca, tree.p)) {
            var found = compare(other, list);
            assertThat(found.agreed()).as(other.name()).isZero();
            assertThat(found.inUse()).as(other.name()).isZero();
            assertThat(found.differences()).singleElement().satisfies(difference -> {
                assertThat(difference.kind()).isEqualTo(Kind.NOT_HERE);
                assertThat(difference.accountHere()).isNull();
                assertThat(difference.customerName()).isNull();
            });
            assertThatThrownBy(() -> compare(other, tree.ca1.id(), list)).isInstanceOf(NotThereException.class);
        }
        assertThat(compare(tree.a, list).differences().getFirst().status())
                .as("in use further below")
                .isEqualTo(DidStatus.IN_USE);
        assertThat(compare(tree.b, list).differences().getFirst().status()).isNull();
    }

    @Test
    void oneCustomerCanBeComparedByItself() {
        var sibling = tree.customer(tree.a1, "Sibling");
        var mine = with(tree.a, tree.a1, tree.ca1);
        var siblings = with(tree.a, tree.a1, sibling);
        use(tree.ca1, account(tree.ca1, "front"), mine);
        use(sibling, account(sibling, "front"), siblings);

        assertThat(compare(tree.a1, "number\n" + mine + "\n").count(Kind.NOT_THERE))
                .isOne();
        assertThat(compare(tree.a1, tree.ca1.id(), "number\n" + mine + "\n").total())
                .isZero();
    }

    @Test
    void whatIsNoListIsRefusedWithAReason() {
        refused(ComparisonRefusal.NO_NUMBERS, "colour,account\nred,front\n");
        refused(ComparisonRefusal.COLUMN_TWICE, "number,DID,account\n1,2,3\n");
        refused(ComparisonRefusal.HEADER_ONLY, "number,account\n");
        assertThatThrownBy(() -> compare(tree.a, "<html><body>number</body></html>"))
                .isInstanceOf(TableRefusedException.class);
        assertThatThrownBy(() -> compare(tree.a, "")).isInstanceOf(TableRefusedException.class);
        assertThatThrownBy(() -> comparisons.compare(tree.a.admin(), null, endless()))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(ComparisonRefusal.TOO_BIG);
    }

    private void refused(ComparisonRefusal reason, String csv) {
        assertThatThrownBy(() -> compare(tree.a, csv))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(reason);
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return '1';
            }
        };
    }

    @Test
    void aHundredThousandLinesAreComparedAtOnce() {
        var used = tree.load(tree.o, 2_000);
        tree.give(tree.o, tree.a, used);
        tree.give(tree.a, tree.ca, used);
        use(tree.ca, account(tree.ca, "front"), used.toArray(String[]::new));
        var csv = new StringBuilder("number,account\n");
        used.subList(1, used.size()).forEach(number -> csv.append(number).append(",front\n"));
        for (int line = 0; line < 100_000; line++) {
            csv.append("+4930").append(9_000_000 + line).append(",front\n");
        }

        var found = compare(tree.a, csv.toString());

        assertThat(found.agreed()).isEqualTo(1_999);
        assertThat(found.count(Kind.NOT_THERE)).isOne();
        assertThat(found.count(Kind.NOT_HERE)).isEqualTo(100_000);
        assertThat(found.total()).isEqualTo(100_001);
        assertThat(found.differences()).hasSize(UseComparisons.MOST_DIFFERENCES);
    }
}
