package com.didstock.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class VendorsTest {

    private final TestTree tree = TestTree.plant();
    private final Vendors vendors = new Vendors(tree.transactions());
    private final VendorBatches batches = new VendorBatches(tree.transactions());

    @Test
    void vendorsAreListedWithTheirBatchesAndWhatIsInThem() {
        var colt = vendors.create(tree.o.admin(), " Colt ", "contract until 2028");
        batches.create(tree.o.admin(), terms(colt.id(), "Colt DE", "EUR"));
        tree.load(tree.o, 3);

        var all = vendors.list(tree.o.admin(), "");

        assertThat(all).extracting(row -> row.vendor().name()).containsExactly("Carrier", "Colt");
        assertThat(all.get(0).numbers()).isEqualTo(3);
        assertThat(all.get(1).batches()).extracting(row -> row.batch().name()).containsExactly("Colt DE");
        assertThat(vendors.list(tree.o.admin(), "colt de"))
                .singleElement()
                .satisfies(row -> assertThat(row.vendor()).isEqualTo(colt));
        assertThat(batches.list(tree.o.admin(), "COLT"))
                .extracting(VendorBatchRow::vendor)
                .containsExactly("Colt");
        assertThat(batches.findByName(tree.o.admin(), "colt de")).isPresent();
    }

    @Test
    void whoeverDoesNotBuyForItselfHasNoVendorsAtAll() {
        for (var other : List.of(tree.a, tree.a1, tree.q, tree.ca)) {
            assertNotThere(() -> vendors.list(other.admin(), ""));
            assertNotThere(() -> batches.list(other.admin(), ""));
            assertNotThere(() -> batches.findByName(other.admin(), "Carrier numbers"));
            if (other != tree.ca) {
                assertNotThere(() -> vendors.create(other.admin(), "Mine", ""));
            }
        }
    }

    @Test
    void everybodySeesOnlyTheirOwnVendors() {
        var mine = vendors.create(tree.o.admin(), "Secret carrier", "");
        var batch = batches.create(tree.o.admin(), terms(mine.id(), "Secret batch", "EUR"));

        for (Member other : List.of(tree.b, tree.p)) {
            assertThat(vendors.list(other.admin(), "Secret")).isEmpty();
            assertThat(batches.list(other.admin(), "Secret")).isEmpty();
            assertNotThere(() -> vendors.find(other.admin(), mine.id()));
            assertNotThere(() -> vendors.update(other.admin(), mine.id(), mine.version(), "Mine", ""));
            assertNotThere(() -> vendors.delete(other.admin(), mine.id()));
            assertNotThere(() -> batches.find(other.admin(), batch.id()));
            assertNotThere(() -> batches.create(other.admin(), terms(mine.id(), "Mine", "EUR")));
            assertNotThere(() -> batches.update(other.admin(), batch.id(), batch.version(), batch.terms()));
            assertNotThere(() -> batches.delete(other.admin(), batch.id()));
        }
        assertThat(batches.find(tree.o.viewer(), batch.id())).isEqualTo(batch);
    }

    @Test
    void whoeverMayNotUploadChangesNothing() {
        var vendor = vendors.create(tree.o.admin(), "Colt", "");
        var batch = batches.create(tree.o.admin(), terms(vendor.id(), "Colt DE", "EUR"));
        var viewer = tree.o.viewer();

        assertMayNot(() -> vendors.create(viewer, "Other", ""));
        assertMayNot(() -> vendors.update(viewer, vendor.id(), vendor.version(), "Other", ""));
        assertMayNot(() -> vendors.delete(viewer, vendor.id()));
        assertMayNot(() -> batches.create(viewer, terms(vendor.id(), "Other", "EUR")));
        assertMayNot(() -> batches.update(viewer, batch.id(), batch.version(), batch.terms()));
        assertMayNot(() -> batches.delete(viewer, batch.id()));
        assertThat(vendors.list(viewer, "Colt")).hasSize(1);
    }

    @Test
    void namesAreUniqueAndVersionsAreMinded() {
        var vendor = vendors.create(tree.o.admin(), "Colt", "");
        var batch = batches.create(tree.o.admin(), terms(vendor.id(), "Colt DE", "EUR"));

        assertRefused(VendorRefusal.NAME_TAKEN, () -> vendors.create(tree.o.admin(), "COLT", ""));
        assertRefused(VendorRefusal.NAME_MISSING, () -> vendors.create(tree.o.admin(), " ", ""));
        assertRefused(
                VendorRefusal.NAME_TAKEN, () -> batches.create(tree.o.admin(), terms(vendor.id(), "colt de", "EUR")));
        assertRefused(
                VendorRefusal.CURRENCY_UNKNOWN, () -> batches.create(tree.o.admin(), terms(vendor.id(), "N", "??")));
        vendors.update(tree.o.admin(), vendor.id(), vendor.version(), "Colt GmbH", "");
        batches.update(tree.o.admin(), batch.id(), batch.version(), terms(vendor.id(), "Colt 030", "USD"));
        assertThatThrownBy(() -> vendors.update(tree.o.admin(), vendor.id(), vendor.version(), "Colt AG", ""))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThatThrownBy(() -> batches.update(
                        tree.o.admin(), batch.id(), batch.version(), terms(vendor.id(), "Colt 040", "EUR")))
                .isInstanceOf(ChangedMeanwhileException.class);
    }

    @Test
    void theCurrencyOfABatchWithNumbersIsFixed() {
        tree.load(tree.o, 2);
        var batch = batches.find(tree.o.admin(), tree.vendorBatch(tree.o));
        var dollars = terms(batch.terms().vendorId(), batch.name(), "USD");

        assertRefused(
                VendorRefusal.CURRENCY_FIXED,
                () -> batches.update(tree.o.admin(), batch.id(), batch.version(), dollars),
                2L);

        assertThat(batches.update(
                                tree.o.admin(),
                                batch.id(),
                                batch.version(),
                                terms(batch.terms().vendorId(), "Renamed", "EUR"))
                        .name())
                .isEqualTo("Renamed");
    }

    @Test
    void whatIsUsedIsNotDeleted() {
        var batch = batches.find(tree.o.admin(), tree.vendorBatch(tree.o));
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers.subList(0, 1));

        assertRefused(
                VendorRefusal.HAS_BATCHES,
                () -> vendors.delete(tree.o.admin(), batch.terms().vendorId()),
                1);
        assertRefused(VendorRefusal.HAS_NUMBERS, () -> batches.delete(tree.o.admin(), batch.id()), 2L);
        tree.recall(tree.o, numbers.subList(0, 1));
        tree.delete(tree.o, numbers);
        batches.delete(tree.o.admin(), batch.id());
        vendors.delete(tree.o.admin(), batch.terms().vendorId());

        assertThat(vendors.list(tree.o.admin(), "")).isEmpty();
    }

    private static VendorBatchTerms terms(int vendor, String name, String currency) {
        return new VendorBatchTerms(vendor, name, "", currency, "Premium", "");
    }

    private static void assertRefused(VendorRefusal reason, ThrowingCallable call, Object... arguments) {
        assertThatThrownBy(call).asInstanceOf(type(RefusedException.class)).satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            if (arguments.length > 0) {
                assertThat(refused.arguments()).containsExactly(arguments);
            }
        });
    }

    private static void assertNotThere(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotThereException.class);
    }

    private static void assertMayNot(ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(RightMissingException.class))
                .extracting(RightMissingException::right)
                .isEqualTo(Right.UPLOAD);
    }
}
