package com.didstock.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.branding.ShippedOperators;
import com.didstock.i18n.Translations;
import com.didstock.notices.SmtpServer.Behaviour;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.MailQueue;
import com.didstock.tenancy.MailQueues;
import com.didstock.tenancy.NotThereException;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailDeliveryTest {

    private final TestTree tree = TestTree.plant();

    /** Where it is about noon: what happens in a test is too late for the digest of the day. */
    private final ZoneId zone = ZoneOffset.ofHours(
            12 - tree.clock().instant().atOffset(ZoneOffset.UTC).getHour());

    private final SmtpServer smtp = new SmtpServer();
    private final MailQueue queue = MailQueues.over(TestDatabase.get().app());
    private final MailChoices choices = new MailChoices(tree.transactions());
    private final MailDelivery node = node();
    private final String ada = UUID.randomUUID() + "@example.com";

    @BeforeEach
    void theAdminHasAnAddress() {
        address(tree.a.admin(), ada);
    }

    @AfterEach
    void close() throws IOException {
        smtp.close();
        execute("delete from didstock.mail where operator_id = ?", tree.o.id());
    }

    @Test
    void whatIsLostIsMailedAtOnceAndOnceEvenIfSeveralNodesLook() throws Exception {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.recall(tree.o, numbers);
        gather();
        assertThat(deliver()).as("nothing before the operation is surely over").isEmpty();

        tree.clock().advance(Duration.ofMinutes(5));
        assertThat(gather()).isOne();
        try (var threads = Executors.newFixedThreadPool(3)) {
            var done = Stream.of(node(), node(), node)
                    .<Future<?>>map(each -> threads.submit(each::deliverDue))
                    .toList();
            for (var one : done) {
                one.get();
            }
        }

        var mails = smtp.to(ada);
        assertThat(mails).hasSize(1);
        var mail = mails.getFirst();
        assertThat(MimeUtility.decodeText(mail.header("Subject"))).isEqualTo("Your provider took 3 numbers back.");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.body())
                .contains("Your provider took 3 numbers back.")
                .contains("https://portal.example.com/notices\n")
                .doesNotContain("gave you");
        assertThat(choices.latest(tree.a.admin()))
                .hasValueSatisfying(latest -> assertThat(latest.state()).isEqualTo(MailStanding.State.SENT));
        assertThat(deliver()).hasSize(1);
    }

    @Test
    void whatIsDeferredIsTriedAgainLaterAndLater() {
        recallOne();
        smtp.next(Behaviour.DEFER, Behaviour.HANG_UP);

        assertThat(deliver()).isEmpty();
        assertThat(choices.latest(tree.a.admin()).orElseThrow()).satisfies(latest -> {
            assertThat(latest.state()).isEqualTo(MailStanding.State.WAITING);
            assertThat(latest.answer()).contains("450 4.2.1 try again later");
        });
        tree.clock().advance(Duration.ofSeconds(59));
        assertThat(deliver()).isEmpty();
        tree.clock().advance(Duration.ofSeconds(1));
        assertThat(deliver()).as("the second time it hangs up").isEmpty();
        tree.clock().advance(Duration.ofMinutes(3));
        assertThat(deliver()).isEmpty();
        tree.clock().advance(Duration.ofMinutes(1));
        assertThat(deliver()).hasSize(1);
    }

    @Test
    void whatIsRefusedIsGivenUpAtOnceAndWhatIsDeferredTooOftenAtLast() {
        choices.choose(tree.a.admin(), Map.of(NoticeKind.RECEIVED, MailWhen.NEVER));
        recallOne();
        smtp.next(Behaviour.REFUSE);
        deliver();
        assertThat(choices.latest(tree.a.admin()).orElseThrow()).satisfies(latest -> {
            assertThat(latest.state()).isEqualTo(MailStanding.State.GIVEN_UP);
            assertThat(latest.attempts()).isOne();
            assertThat(latest.answer()).contains("550 5.1.1 no such user");
        });

        tree.clock().advance(Duration.ofDays(1));
        recallOne();
        for (var attempt = 1; attempt <= MailQueue.TRIES; attempt++) {
            smtp.next(Behaviour.DEFER);
            deliver();
            tree.clock().advance(Duration.ofHours(6));
        }
        assertThat(choices.latest(tree.a.admin()).orElseThrow()).satisfies(latest -> {
            assertThat(latest.state()).isEqualTo(MailStanding.State.GIVEN_UP);
            assertThat(latest.attempts()).isEqualTo(MailQueue.TRIES);
        });
        assertThat(deliver()).isEmpty();
    }

    @Test
    void whatMayHaveArrivedComesAgainUnderTheSameId() {
        recallOne();
        smtp.next(Behaviour.TAKE_AND_HANG_UP);
        deliver();
        tree.clock().advance(Duration.ofMinutes(1));
        deliver();

        assertThat(smtp.to(ada)).hasSize(2);
        assertThat(smtp.to(ada).stream().map(mail -> mail.header("Message-ID")).distinct())
                .singleElement()
                .asString()
                .matches("<[-0-9a-f]{36}@portal.example.com>");
    }

    @Test
    void whoDiedInTheMiddleIsFollowedByAnother() {
        recallOne();
        assertThat(queue.claim(tree.clock().instant(), Duration.ofMinutes(15), 100))
                .anySatisfy(due -> assertThat(due.actor()).isEqualTo(tree.a.admin()));
        assertThat(deliver()).isEmpty();

        tree.clock().advance(Duration.ofMinutes(15));
        assertThat(deliver()).hasSize(1);
    }

    @Test
    void whatIsDailyComesInOneMailADayInTheOperatorsZone() {
        for (var i = 0; i < 25; i++) {
            tree.give(tree.o, tree.a, tree.load(tree.o, 2));
        }
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers);
        tree.release(tree.a1, numbers);
        gather();
        assertThat(deliver()).isEmpty();

        var tomorrow = LocalDate.ofInstant(tree.clock().instant(), zone).plusDays(1);
        tree.clock().set(tomorrow.atTime(6, 59).atZone(zone).toInstant());
        assertThat(gather()).isZero();
        tree.clock().advance(Duration.ofMinutes(2));
        assertThat(gather()).isOne();
        deliver();
        var mail = smtp.to(ada).getFirst();
        assertThat(mail.header("Subject")).startsWith("27 notices, ").contains(" " + tomorrow.getDayOfMonth() + ", ");
        assertThat(mail.body())
                .contains("Given to you: 26\n")
                .contains("Came back to you: 1\n")
                .contains("came back to you from A1.")
                .contains("- and 7 more\n");
        assertThat(mail.body().lines().filter(line -> line.contains("Your provider gave you")))
                .hasSize(19);

        tree.give(tree.o, tree.a, tree.load(tree.o, 2));
        tree.clock().advance(Duration.ofHours(5));
        assertThat(gather()).isZero();
        tree.clock().advance(Duration.ofDays(1));
        assertThat(gather()).isOne();
        assertThat(deliver()).hasSize(2);
    }

    @Test
    void eachUserChoosesForItself() {
        var viewer = UUID.randomUUID() + "@example.com";
        address(tree.a.viewer(), viewer);
        choices.choose(tree.a.admin(), Map.of(NoticeKind.RECALLED, MailWhen.NEVER));
        choices.choose(tree.a.viewer(), Map.of(NoticeKind.RECEIVED, MailWhen.AT_ONCE));
        assertThat(choices.of(tree.a.admin()))
                .containsEntry(NoticeKind.RECALLED, MailWhen.NEVER)
                .containsEntry(NoticeKind.WITHDRAWN, MailWhen.AT_ONCE)
                .containsEntry(NoticeKind.REPRICED, MailWhen.AT_ONCE)
                .containsEntry(NoticeKind.RECEIVED, MailWhen.DAILY)
                .hasSize(NoticeKind.values().length);

        recallOne();
        deliver();
        assertThat(smtp.to(ada)).isEmpty();
        assertThat(smtp.to(viewer))
                .singleElement()
                .satisfies(mail -> assertThat(mail.header("Subject")).isEqualTo("2 notices"));
    }

    @Test
    void whatWaitsFollowsTheChoice() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        tree.recall(tree.o, numbers);
        choices.choose(
                tree.a.admin(), Map.of(NoticeKind.RECALLED, MailWhen.NEVER, NoticeKind.RECEIVED, MailWhen.AT_ONCE));
        tree.clock().advance(Duration.ofMinutes(5));
        gather();
        deliver();

        assertThat(smtp.to(ada))
                .singleElement()
                .satisfies(mail -> assertThat(mail.body()).contains("gave you").doesNotContain("back"));
    }

    @Test
    void othersGetNothingOfIt() {
        var addresses = new java.util.HashMap<Member, String>();
        for (var other : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.q)) {
            addresses.put(other, UUID.randomUUID() + "@example.com");
            address(other.admin(), addresses.get(other));
        }
        recallOne();
        var due = queue.claim(tree.clock().instant(), Duration.ZERO, 1000).stream()
                .filter(one -> one.actor().operatorId() == tree.o.id())
                .toList();
        assertThat(due).extracting(MailQueue.Due::actor).containsExactly(tree.a.admin());
        var id = due.getFirst().id();
        for (var stranger : List.of(
                tree.o.admin(), tree.b.admin(), tree.a1.admin(), tree.ca.admin(), tree.q.admin(), tree.a.viewer())) {
            assertThatThrownBy(() -> mails().read(stranger, id)).isInstanceOf(NotThereException.class);
            assertThat(choices.latest(stranger)).isEmpty();
        }

        deliver();
        assertThat(smtp.to(ada)).hasSize(1);
        addresses.values().forEach(address -> assertThat(smtp.to(address)).isEmpty());
    }

    @Test
    void whoIsNotLetInAnyMoreGetsNone() {
        var viewer = UUID.randomUUID() + "@example.com";
        address(tree.a.viewer(), viewer);
        choices.choose(tree.a.admin(), Map.of(NoticeKind.RECEIVED, MailWhen.NEVER));
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        recallOne();
        execute(
                "update didstock.app_user set status = 'DISABLED' where user_id = ?",
                tree.a.admin().userId());
        execute(
                "update didstock.app_user set email = null where user_id = ?",
                tree.a.viewer().userId());
        deliver();
        assertThat(smtp.to(ada)).isEmpty();
        assertThat(smtp.to(viewer)).isEmpty();

        execute(
                "update didstock.app_user set status = 'ACTIVE' where user_id = ?",
                tree.a.admin().userId());
        execute("update didstock.tenant set status = 'SUSPENDED' where tenant_id = ?", tree.a.id());
        tree.recall(tree.o, numbers);
        tree.clock().advance(Duration.ofMinutes(5));
        gather();
        deliver();
        execute("update didstock.tenant set status = 'ACTIVE' where tenant_id = ?", tree.a.id());
        tree.clock().advance(Duration.ofDays(2));
        gather();
        assertThat(deliver()).as("nor later, of that time").isEmpty();
    }

    @Test
    void aNameBeginsNoHeaderAndTheMailIsInTheReadersLanguage() throws Exception {
        execute(
                "update didstock.tenant set name = ? where tenant_id = ?",
                "A1\r\nBcc: victim@example.com",
                tree.a1.id());
        execute(
                "update didstock.app_user set locale = 'de' where user_id = ?",
                tree.a.admin().userId());
        choices.choose(
                tree.a.admin(), Map.of(NoticeKind.RETURNED, MailWhen.AT_ONCE, NoticeKind.RECEIVED, MailWhen.NEVER));
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers);
        tree.release(tree.a1, numbers);
        tree.clock().advance(Duration.ofMinutes(5));
        gather();
        deliver();

        var mail = smtp.to(ada).getFirst();
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(MimeUtility.decodeText(mail.header("Subject")))
                .isEqualTo("2 Nummern sind von A1 Bcc: victim@example.com zu Ihnen zurückgekommen.");
    }

    @Test
    void withoutAServerNothingIsMadeAndNothingPilesUp() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        tree.recall(tree.o, numbers);
        tree.clock().advance(Duration.ofHours(25));
        assertThat(queue.gather(tree.o.id(), zone, 7, false, tree.clock().instant()))
                .isZero();
        assertThat(gather()).isZero();
    }

    private void recallOne() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.recall(tree.o, number);
        tree.clock().advance(Duration.ofMinutes(5));
        gather();
    }

    private int gather() {
        return queue.gather(tree.o.id(), zone, 7, true, tree.clock().instant());
    }

    private List<SmtpServer.Mail> deliver() {
        node.deliverDue();
        return smtp.to(ada);
    }

    private NoticeMails mails() {
        return new NoticeMails(tree.transactions());
    }

    private MailDelivery node() {
        var sender = new JavaMailSenderImpl();
        sender.setHost("localhost");
        sender.setPort(smtp.port());
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "3000");
        var beans = new StaticListableBeanFactory();
        beans.addBean("sender", sender);
        return new MailDelivery(
                ShippedOperators.read(),
                queue,
                mails(),
                new MailTexts(new Translations(), "https://portal.example.com/"),
                new MailServer(beans.getBeanProvider(JavaMailSender.class), "didstock@portal.example.com"),
                tree.clock());
    }

    private static void address(Actor actor, String address) {
        execute("update didstock.app_user set email = ? where user_id = ?", address, actor.userId());
    }

    private static void execute(String sql, Object... values) {
        try (var connection = TestDatabase.get().superuser().getConnection()) {
            DSL.using(connection, SQLDialect.POSTGRES).execute(sql, values);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
