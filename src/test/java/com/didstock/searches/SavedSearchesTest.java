package com.didstock.searches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.searches.SavedSearches.Terms;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.testing.TestTree;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SavedSearchesTest {

    private final TestTree tree = TestTree.plant();
    private final SavedSearches searches = new SavedSearches(tree.transactions());

    @Test
    void aSearchIsSavedWithoutThePageItWasOn() {
        var saved = searches.save(
                tree.a.admin(),
                SearchedList.NUMBERS,
                new Terms(" Toll free ", "?q=1800%25&status=FREE&at=1800&value=x&back=1", false));

        assertThat(saved.name()).isEqualTo("Toll free");
        assertThat(saved.query()).isEqualTo("q=1800%25&status=FREE");
        assertThat(saved.mine()).isTrue();
        assertThat(searches.list(tree.a.admin())).containsExactly(saved);
        assertThat(searches.find(tree.a.admin(), saved.id())).isEqualTo(saved);
    }

    @Test
    void othersOfTheTenantHaveWhatIsSharedOnly() {
        var own = searches.save(tree.a.admin(), SearchedList.NUMBERS, new Terms("Own", "q=1", false));
        var shared = searches.save(tree.a.admin(), SearchedList.NUMBERS, new Terms("Shared", "q=2", true));

        assertThat(searches.list(tree.a.viewer())).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(shared.id());
            assertThat(it.mine()).isFalse();
            assertThat(it.changeable()).isFalse();
        });
        assertNotThere(() -> searches.find(tree.a.viewer(), own.id()));
        assertNotThere(() -> searches.pin(tree.a.viewer(), own.id(), true));
        assertNotThere(() -> searches.openFirst(tree.a.viewer(), own.id(), true));
        assertNotThere(() -> searches.delete(tree.a.viewer(), own.id()));
        assertRefused(SearchRefusal.NOT_YOURS, () -> searches.delete(tree.a.viewer(), shared.id()));
        assertRefused(
                SearchRefusal.NOT_YOURS,
                () -> searches.update(tree.a.viewer(), shared.id(), 0, new Terms("Mine", "", false)));
        assertThat(searches.find(tree.a.admin(), shared.id())).isEqualTo(shared);
    }

    @Test
    void otherTenantsHaveNothingOfIt() {
        var shared = searches.save(tree.a.admin(), SearchedList.NUMBERS, new Terms("Shared", "q=2", true));

        for (var other : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.p, tree.q)) {
            assertThat(searches.list(other.admin())).as("%s", other).isEmpty();
            assertNotThere(() -> searches.find(other.admin(), shared.id()));
            assertNotThere(() -> searches.update(other.admin(), shared.id(), 0, new Terms("Mine", "", true)));
            assertNotThere(() -> searches.pin(other.admin(), shared.id(), true));
            assertNotThere(() -> searches.openFirst(other.admin(), shared.id(), true));
            assertNotThere(() -> searches.delete(other.admin(), shared.id()));
        }
        assertThat(searches.list(tree.a.admin())).containsExactly(shared);
    }

    @Test
    void anAdministratorChangesWhatOthersShareButNotWhatTheyKeepToThemselves() {
        var shared = searches.save(tree.a.viewer(), SearchedList.NUMBERS, new Terms("Shared", "q=2", true));
        var own = searches.save(tree.a.viewer(), SearchedList.NUMBERS, new Terms("Own", "q=2", false));

        assertNotThere(() -> searches.delete(tree.a.admin(), own.id()));
        var unshared = searches.update(tree.a.admin(), shared.id(), 0, new Terms("Taken back", "q=3", false));

        assertThat(unshared.name()).isEqualTo("Taken back");
        assertThat(unshared.version()).isEqualTo(1);
        assertThat(searches.list(tree.a.admin())).isEmpty();
        assertThat(searches.list(tree.a.viewer())).extracting(SavedSearch::name).containsExactly("Own", "Taken back");
    }

    @Test
    void pinsAndTheFirstSearchAreEachUsersOwn() {
        var one = searches.save(tree.a.admin(), SearchedList.NUMBERS, new Terms("One", "q=1", true));
        var two = searches.save(tree.a.admin(), SearchedList.NUMBERS, new Terms("Two", "q=2", true));

        searches.pin(tree.a.admin(), one.id(), true);
        searches.openFirst(tree.a.admin(), one.id(), true);
        searches.openFirst(tree.a.admin(), two.id(), true);
        searches.openFirst(tree.a.viewer(), one.id(), true);

        assertThat(searches.first(tree.a.admin(), SearchedList.NUMBERS))
                .map(SavedSearch::name)
                .contains("Two");
        assertThat(searches.first(tree.a.viewer(), SearchedList.NUMBERS))
                .map(SavedSearch::name)
                .contains("One");
        assertThat(searches.find(tree.a.admin(), one.id()).pinned()).isTrue();
        assertThat(searches.find(tree.a.viewer(), one.id()).pinned()).isFalse();
        searches.update(tree.a.admin(), one.id(), 0, new Terms("One", "q=1", false));
        assertThat(searches.first(tree.a.viewer(), SearchedList.NUMBERS))
                .as("no longer shared")
                .isEmpty();
        searches.delete(tree.a.admin(), two.id());
        assertThat(searches.first(tree.a.admin(), SearchedList.NUMBERS)).isEmpty();
    }

    @Test
    void eachListHasItsOwnNamesAndItsOwnFirst() {
        var who = tree.a.admin();
        var numbers = searches.save(who, SearchedList.NUMBERS, new Terms("Mine", "q=1", false));
        var customers = searches.save(who, SearchedList.CUSTOMERS, new Terms("Mine", "q=1", false));
        searches.openFirst(who, numbers.id(), true);
        searches.openFirst(who, customers.id(), true);

        assertThat(searches.first(who, SearchedList.NUMBERS))
                .map(SavedSearch::id)
                .contains(numbers.id());
        assertThat(searches.first(who, SearchedList.CUSTOMERS))
                .map(SavedSearch::id)
                .contains(customers.id());
        assertThat(searches.list(who, SearchedList.CUSTOMERS))
                .extracting(SavedSearch::id)
                .containsExactly(customers.id());
        assertRefused(
                SearchRefusal.NAME_TAKEN,
                () -> searches.save(who, SearchedList.CUSTOMERS, new Terms("mine", "", false)));
        assertRefused(SearchRefusal.NO_TILES, () -> searches.pin(who, customers.id(), true));
    }

    @Test
    void whatWontDoIsRefusedByName() {
        var who = tree.a.admin();
        var saved = searches.save(who, SearchedList.NUMBERS, new Terms("One", "", false));

        assertRefused(
                SearchRefusal.NAME_MISSING, () -> searches.save(who, SearchedList.NUMBERS, new Terms(" ", "", false)));
        assertRefused(
                SearchRefusal.NAME_TOO_LONG,
                () -> searches.save(who, SearchedList.NUMBERS, new Terms("x".repeat(61), "", false)));
        assertRefused(
                SearchRefusal.NAME_TAKEN, () -> searches.save(who, SearchedList.NUMBERS, new Terms("oNE", "", false)));
        assertRefused(
                SearchRefusal.QUERY_TOO_LONG,
                () -> searches.save(who, SearchedList.NUMBERS, new Terms("Two", "q=" + "1".repeat(4_000), false)));
        for (var junk : List.of("q", "=1", "q=a b", "q=%zz", "q=%00", "Q=1", "q=<x>\n", "q=\"")) {
            assertRefused(
                    SearchRefusal.QUERY_UNREADABLE,
                    () -> searches.save(who, SearchedList.NUMBERS, new Terms("Two", junk, false)));
        }
        assertThatThrownBy(() -> searches.update(who, saved.id(), 7, new Terms("One", "", false)))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThat(searches.list(who)).containsExactly(saved);
    }

    @Test
    void thereIsAnEndToSavingAndPinning() {
        var who = tree.b.admin();
        for (var n = 0; n < SavedSearches.MOST; n++) {
            searches.save(who, SearchedList.NUMBERS, new Terms("Search " + n, "q=" + n, false));
        }
        var ids = searches.list(who).stream().map(SavedSearch::id).toList();
        ids.subList(0, SavedSearches.MOST_PINS).forEach(id -> searches.pin(who, id, true));

        assertRefused(
                SearchRefusal.TOO_MANY,
                () -> searches.save(who, SearchedList.NUMBERS, new Terms("One more", "", false)));
        assertRefused(SearchRefusal.TOO_MANY_PINS, () -> searches.pin(who, ids.getLast(), true));
        assertThat(searches.pin(who, ids.getFirst(), true).pinned()).isTrue();
        searches.pin(who, ids.getFirst(), false);
        assertThat(searches.pin(who, ids.getLast(), true).pinned()).isTrue();
    }

    private static void assertNotThere(ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOf(NotThereException.class);
    }

    private static void assertRefused(SearchRefusal reason, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::reason)
                .isEqualTo(reason);
    }
}
