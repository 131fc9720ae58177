package com.didstock.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.internalnumbers.InternalNumbersFixture;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {

    private final TestTree tree = TestTree.plant();
    private final Notices notices = new Notices(tree.transactions());

    @Test
    void onceForEachOperationAndTenantWhoseRowsChangedAndNotForWhoDidIt() {
        var numbers = tree.load(tree.o, 200);
        tree.give(tree.o, tree.a, numbers);
        assertThat(told(tree.a)).containsExactly("RECEIVED 200 above");
        assertThat(told(tree.o)).isEmpty();
        tree.give(tree.a, tree.a1, numbers.subList(0, 100));
        tree.give(tree.a1, tree.ca1, numbers.subList(0, 100));
        forget();

        tree.release(tree.ca1, numbers.subList(0, 10));
        assertThat(told(tree.a1)).containsExactly("RETURNED 10 CA1");
        assertThat(told(tree.a)).isEmpty();
        tree.release(tree.a1, numbers.subList(0, 1));
        assertThat(told(tree.a)).containsExactly("RETURNED 1 A1");
        assertThat(notices.page(tree.a.admin(), "", false, null, 1).notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.number()).isEqualTo(numbers.getFirst()));
        forget();

        tree.recall(tree.o, numbers.subList(20, 100));
        for (var below : List.of(tree.a, tree.a1, tree.ca1)) {
            assertThat(told(below)).as(below.name()).containsExactly("RECALLED 80 above");
        }
        for (var other : List.of(tree.o, tree.b, tree.ca, tree.cb, tree.p, tree.q)) {
            assertThat(told(other)).as(other.name()).isEmpty();
        }
    }

    @Test
    void whoTookIsNamedByTheDirectChildAlone() {
        tree.load(tree.o, 3);
        var taken = tree.take(tree.a, 2);
        assertThat(told(tree.o)).containsExactly("TAKEN 2 A");
        tree.take(tree.a1, 1);
        assertThat(told(tree.a)).containsExactly("TAKEN 1 A1");
        assertThat(told(tree.o)).hasSize(1);
        assertThat(taken).hasSize(2);
    }

    @Test
    void whatLeavesItsAccountIsToldOnEveryLevel() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
        tree.give(tree.a1, tree.ca1, number);
        tree.setInUse(tree.ca1, number, true);
        forget();

        tree.setInUse(tree.ca1, number, false);

        assertThat(told(tree.a1)).containsExactly("USE_ENDED 1 CA1");
        assertThat(told(tree.a)).containsExactly("USE_ENDED 1 A1");
        assertThat(told(tree.o)).containsExactly("USE_ENDED 1 A");
        assertThat(told(tree.ca1)).isEmpty();
    }

    @Test
    void internalNumbersAreNothingToTell() {
        new InternalNumbersFixture(tree).takeAndReturn(tree.ca1, "100");

        for (var level : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            assertThat(told(level)).isEmpty();
        }
    }

    @Test
    void readMarksAndChoicesAreEachUsersOwn() {
        tree.give(tree.o, tree.a, tree.load(tree.o, 1));
        tree.give(tree.o, tree.a, tree.load(tree.o, 2));
        var admin = tree.a.admin();
        var viewer = tree.a.viewer();
        assertThat(notices.unread(admin)).isEqualTo(2);
        var newest = notices.page(admin, "", false, null, 1);
        assertThat(newest.next()).isNotNull();

        notices.markRead(admin, List.of(newest.notices().getFirst().id()));
        assertThat(notices.unread(admin)).isOne();
        assertThat(notices.unread(viewer)).isEqualTo(2);
        assertThat(notices.page(admin, "", true, null, 50).notices())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.numbers()).isOne();
                    assertThat(notice.read()).isFalse();
                });
        assertThat(notices.page(admin, "", false, newest.next(), 50).notices()).hasSize(1);
        notices.markAllRead(admin);
        assertThat(notices.unread(admin)).isZero();

        notices.tell(viewer, EnumSet.complementOf(EnumSet.of(NoticeKind.RECEIVED)));
        assertThat(notices.unread(viewer)).isZero();
        assertThat(notices.page(viewer, "", false, null, 50).notices()).isEmpty();
        assertThat(notices.told(admin))
                .as("all but what is too frequent for most people")
                .isEqualTo(EnumSet.complementOf(EnumSet.of(
                        NoticeKind.USE_BEGUN,
                        NoticeKind.ACCOUNT_CREATED,
                        NoticeKind.ACCOUNT_CHANGED,
                        NoticeKind.ACCOUNT_DELETED,
                        NoticeKind.NUMBERS_LOADED,
                        NoticeKind.STOCK_IDLE)));
        notices.tell(viewer, EnumSet.allOf(NoticeKind.class));
        assertThat(notices.unread(viewer)).isEqualTo(2);
    }

    @Test
    void othersNoticesAreNotThere() {
        tree.give(tree.o, tree.a, tree.load(tree.o, 1));
        var id = notices.page(tree.a.admin(), "", false, null, 1)
                .notices()
                .getFirst()
                .id();

        for (var stranger : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.q)) {
            notices.markRead(stranger.admin(), List.of(id));
            assertThat(notices.page(stranger.admin(), "", false, null, 50).notices())
                    .isEmpty();
            assertThat(notices.unread(stranger.admin())).isZero();
        }
        assertThat(notices.unread(tree.a.admin())).isOne();
    }

    @Test
    void theyAreFoundByNameAndByNumber() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers);
        tree.release(tree.a1, numbers);

        assertThat(notices.page(tree.a.admin(), "a1", false, null, 50).notices())
                .extracting(Notice::kind)
                .containsExactly(NoticeKind.RETURNED);
        assertThat(notices.page(tree.a.admin(), numbers.getFirst(), false, null, 50)
                        .notices())
                .hasSize(2);
        assertThat(notices.page(tree.a.admin(), "99900011", false, null, 50).notices())
                .isEmpty();
    }

    private List<String> told(Member member) {
        return notices.page(member.admin(), "", true, null, 50).notices().stream()
                .map(notice -> notice.kind() + " " + notice.numbers() + " "
                        + (notice.child() == null ? "above" : notice.child()))
                .toList();
    }

    private void forget() {
        tree.members().forEach(member -> notices.markAllRead(member.admin()));
    }
}
