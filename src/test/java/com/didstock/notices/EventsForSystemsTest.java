package com.didstock.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.provisioning.Accounts;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What is written for a tenant's own systems, and that people see of it only what they chose. */
@SpringBootTest
class EventsForSystemsTest {

    @Autowired
    Accounts accounts;

    TestTree tree;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
    }

    @Test
    void useIsToldOnEveryLevelWithTheDirectChildAlone() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
        tree.give(tree.a1, tree.ca1, number);

        tree.setInUse(tree.ca1, number, true);
        var what = "USE_BEGUN " + number.getFirst();
        assertThat(events(tree.ca1)).contains(what + " null own");
        assertThat(events(tree.a1)).contains(what + " CA1 other");
        assertThat(events(tree.a)).contains(what + " A1 other");
        assertThat(events(tree.o)).contains(what + " A other");
        for (var stranger : List.of(tree.b, tree.ca, tree.cb, tree.p, tree.q)) {
            assertThat(events(stranger)).as(stranger.name()).isEmpty();
        }

        tree.setInUse(tree.a1, number, false);
        assertThat(events(tree.a1)).contains("USE_ENDED " + number.getFirst() + " CA1 own");
        assertThat(events(tree.a)).contains("USE_ENDED " + number.getFirst() + " A1 other");
    }

    @Test
    void accountsAreToldToTheCustomerAndTheTenantDirectlyAboveAlone() {
        var account = accounts.create(tree.ca1.admin(), tree.ca1.id(), "desk", "Front desk");
        accounts.changeId(tree.a1.admin(), tree.ca1.id(), account.id(), account.version(), "door", null);
        accounts.delete(tree.ca1.admin(), tree.ca1.id(), account.id(), null);

        assertThat(events(tree.ca1))
                .containsExactly(
                        "ACCOUNT_CREATED desk null own",
                        "ACCOUNT_CHANGED desk -> door null other",
                        "ACCOUNT_DELETED door null own");
        assertThat(events(tree.a1))
                .containsExactly(
                        "ACCOUNT_CREATED desk CA1 other",
                        "ACCOUNT_CHANGED desk -> door CA1 own",
                        "ACCOUNT_DELETED door CA1 other");
        for (var other : List.of(tree.o, tree.a, tree.b, tree.ca, tree.cb, tree.p, tree.q)) {
            assertThat(events(other)).as(other.name()).isEmpty();
        }
    }

    @Test
    void anotherNameOfAnAccountIsNoEvent() {
        var account = accounts.create(tree.ca.admin(), tree.ca.id(), "desk", "Front desk");
        accounts.update(tree.ca.admin(), tree.ca.id(), account.id(), account.version(), "Back", account.status());

        assertThat(events(tree.a)).containsExactly("ACCOUNT_CREATED desk CA other");
    }

    @Test
    void whatAFileBroughtInIsToldOnce() {
        imported(3);
        imported(0);

        assertThat(events(tree.b)).containsExactly("NUMBERS_LOADED stock.csv null other");
        assertThat(events(tree.o)).isEmpty();
        assertThat(events(tree.cb)).isEmpty();
    }

    @Test
    void peopleSeeThemIfTheyChoseSoAndNeverWhatTheirOwnDid() {
        var notices = new Notices(tree.transactions());
        var admin = tree.a1.admin();
        accounts.create(tree.ca1.admin(), tree.ca1.id(), "desk", "");
        accounts.create(tree.a1.admin(), tree.ca1.id(), "door", "");
        assertThat(NoticesOf.kinds(tree, admin)).isEmpty();
        assertThat(notices.unread(admin)).isZero();
        assertThat(new MailChoices(tree.transactions()).of(admin))
                .containsEntry(NoticeKind.ACCOUNT_CREATED, MailWhen.NEVER)
                .containsEntry(NoticeKind.RETURNED, MailWhen.DAILY);

        notices.tell(admin, EnumSet.of(NoticeKind.ACCOUNT_CREATED));
        assertThat(notices.told(admin)).containsExactly(NoticeKind.ACCOUNT_CREATED);
        assertThat(NoticesOf.kinds(tree, admin)).containsExactly("ACCOUNT_CREATED desk");
        assertThat(notices.unread(admin)).isOne();
        assertThat(new MailChoices(tree.transactions()).of(admin))
                .containsEntry(NoticeKind.ACCOUNT_CREATED, MailWhen.DAILY)
                .containsEntry(NoticeKind.RETURNED, MailWhen.NEVER);
        assertThat(notices.told(tree.a1.viewer())).doesNotContain(NoticeKind.ACCOUNT_CREATED);
    }

    private void imported(int rows) {
        tree.run(tree.b, "UPLOAD", ctx -> {
            var id = UUID.randomUUID();
            ctx.sql()
                    .execute(
                            """
                    insert into upload (operator_id, tenant_id, id, file_name, status, user_id, login, created_at)
                    values (?, ?, ?, 'stock.csv', 'IMPORTING', ?, 'x', now())
                    """,
                            tree.b.operatorId(),
                            tree.b.id(),
                            id,
                            tree.b.admin().userId());
            ctx.sql().execute("update upload set rows_imported = ? where id = ?", rows, id);
            ctx.sql().execute("update upload set status = 'IMPORTED' where id = ?", id);
        });
    }

    /** What the tenant's servers are told of these kinds, the oldest first: about what, through which child, who did it. */
    private List<String> events(Member member) {
        return tree.read(
                member,
                ctx -> ctx.sql().fetch("""
                select n.kind || ' ' || coalesce(n.number, n.about) || ' ' || coalesce(c.name, 'null')
                    || case when n.own_doing then ' own' else ' other' end
                from notice n
                left join tenant c on c.operator_id = n.operator_id and c.tenant_id = n.child_id
                    and c.parent_id = n.tenant_id
                where n.operator_id = ? and n.tenant_id = ?
                  and n.kind in ('USE_BEGUN', 'USE_ENDED', 'ACCOUNT_CREATED', 'ACCOUNT_CHANGED', 'ACCOUNT_DELETED',
                                 'NUMBERS_LOADED')
                order by n.id
                """, member.operatorId(), member.id()).map(row -> row.get(0, String.class)));
    }
}
