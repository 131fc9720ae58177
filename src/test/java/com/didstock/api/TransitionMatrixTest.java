package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.Refusal;
import com.didstock.assignment.Transitions;
import com.didstock.assignment.Transitions.Outcome;
import com.didstock.groups.DidGroups;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.Role;
import com.didstock.testing.AccessTable.Person;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every cell of {@link Transitions}: each operation on a number in each status by each role, once by the service and once
 * over the API. The numbers are such that nothing else speaks against it: loaded by who acts, in a batch that fits.
 */
class TransitionMatrixTest extends ApiTest {

    @Autowired
    VendorBatches vendorBatches;

    @Autowired
    Assignments assignments;

    @Autowired
    DidGroups groups;

    @TestFactory
    Stream<DynamicTest> everyOperationInEveryStatusByEverybody() {
        var today = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return Arrays.stream(Person.values()).flatMap(person -> {
            var stock = new Stock(person, today);
            // A transfer needs two children, and others accounts: these have tests of their own.
            var kinds = Arrays.stream(OperationKind.values())
                    .filter(it -> it != OperationKind.TRANSFER && !it.name().endsWith("_ACCOUNT"));
            return kinds.flatMap(kind -> Stream.of(
                    DynamicTest.dynamicTest("%s by %s".formatted(kind, person), () -> stock.byService(kind)),
                    DynamicTest.dynamicTest("%s by %s over the API".formatted(kind, person), () -> stock.byApi(kind))));
        });
    }

    /** Numbers of one member's in every status, some for every operation. */
    private final class Stock {

        private final TestTree tree = TestTree.plant();
        private final Role role;
        private final Member member;
        private final Actor actor;
        private final @Nullable Member child;
        private final Map<OperationKind, Map<DidStatus, String>> forService = new EnumMap<>(OperationKind.class);
        private final Map<OperationKind, Map<DidStatus, String>> forApi = new EnumMap<>(OperationKind.class);
        private final int second;
        private final int group;
        private final int vendorBatch;

        Stock(Person person, Instant today) {
            role = Role.valueOf(person.name());
            actor = person.in(tree);
            member = tree.members().stream()
                    .filter(it -> it.id() == actor.tenantId())
                    .findFirst()
                    .orElseThrow();
            child = switch (member.kind()) {
                case OPERATOR -> tree.a;
                case RESELLER -> tree.cb;
                case CUSTOMER -> null;
            };
            second = child == null ? 0 : tree.batch(member, "Second", child.kind() + "S", TestTree.CURRENCY);
            group = groups.create(member.admin(), "Campaign", "").id();
            vendorBatch = child == null ? 0 : otherVendorBatch();
            tree.clock().set(today.minus(Duration.ofDays(3)));
            for (var status : statuses()) {
                var numbers = tree.load(child == null ? tree.b : member, 2 * OperationKind.values().length);
                bring(numbers, status, today);
                for (var kind : OperationKind.values()) {
                    forService
                            .computeIfAbsent(kind, _ -> new EnumMap<>(DidStatus.class))
                            .put(status, numbers.get(2 * kind.ordinal()));
                    forApi.computeIfAbsent(kind, _ -> new EnumMap<>(DidStatus.class))
                            .put(status, numbers.get(2 * kind.ordinal() + 1));
                }
            }
            tree.clock().set(today);
            label(forService.get(OperationKind.REMOVE_FROM_GROUP));
            label(forApi.get(OperationKind.REMOVE_FROM_GROUP));
        }

        private int otherVendorBatch() {
            var vendor = vendorBatches
                    .find(member.admin(), tree.vendorBatch(member))
                    .terms()
                    .vendorId();
            return vendorBatches
                    .create(member.admin(), new VendorBatchTerms(vendor, "Other routes", "", TestTree.CURRENCY, "", ""))
                    .id();
        }

        private Set<DidStatus> statuses() {
            return child == null ? EnumSet.of(DidStatus.FREE, DidStatus.IN_USE) : EnumSet.allOf(DidStatus.class);
        }

        private void bring(List<String> numbers, DidStatus status, Instant today) {
            if (child == null) {
                tree.give(tree.b, member, numbers);
                if (status == DidStatus.IN_USE) {
                    tree.setInUse(member, numbers, true);
                }
                return;
            }
            tree.put(member, child == tree.a ? tree.wholesale(member) : tree.retail(member), numbers);
            switch (status) {
                case FREE -> {}
                case FROZEN, PENDING -> become(status, numbers);
                case RESERVED -> tree.reserve(member, child, numbers, Duration.ofDays(10));
                case GIVEN -> tree.give(member, child, numbers);
                case IN_USE -> use(numbers);
                case AGING -> {
                    use(numbers);
                    tree.clock().advance(Duration.ofDays(2));
                    tree.setInUse(customer(), numbers, false);
                    tree.recall(member, numbers);
                    tree.clock().set(today.minus(Duration.ofDays(3)));
                }
            }
        }

        private Member customer() {
            return child == tree.a ? tree.ca : tree.cb;
        }

        private void use(List<String> numbers) {
            tree.give(member, child == null ? tree.cb : child, numbers);
            if (child == tree.a) {
                tree.give(tree.a, tree.ca, numbers);
            }
            tree.setInUse(customer(), numbers, true);
        }

        /** There is no operation yet after which a number is pending. */
        private void become(DidStatus status, List<String> numbers) {
            try (var connection = TestDatabase.get().superuser().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("""
                        set search_path = didstock; set didstock.operator = '%d'; set didstock.tenant = '%d';
                        set didstock.operation = '%s'; set didstock.operation_kind = 'TEST'; set didstock.login = 'x';
                        update did_holding set state = '%s' where number in ('%s')
                        """.formatted(
                        member.operatorId(), member.id(), UUID.randomUUID(), status, String.join("', '", numbers)));
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private void label(@Nullable Map<DidStatus, String> numbers) {
            var labelled = Objects.requireNonNull(numbers).values();
            assignments.perform(
                    member.admin(),
                    new OperationRequest(
                            OperationKind.ASSIGN_TO_GROUP,
                            group,
                            "",
                            InventoryFilter.EVERYTHING,
                            new ApplyTo.Selected(List.copyOf(labelled)),
                            Choices.NONE),
                    UUID.randomUUID().toString());
        }

        // -------------------------------------------------------------------------------------- asking

        private boolean open(OperationKind kind) {
            return kind.isOpenTo(member.kind(), role.rights());
        }

        private void byService(OperationKind kind) {
            var numbers = Objects.requireNonNull(forService.get(kind));
            var request = new OperationRequest(
                            kind,
                            target(kind),
                            text(kind),
                            InventoryFilter.EVERYTHING,
                            new ApplyTo.Selected(
                                    numbers.values().stream().sorted().toList()),
                            new Choices(true, false, false, false))
                    .withDate(date(kind));
            if (!open(kind)) {
                assertThatThrownBy(() -> assignments.perform(
                                actor, request, UUID.randomUUID().toString()))
                        .isInstanceOf(RightMissingException.class);
                assertUntouched(numbers);
                return;
            }
            var result = assignments.perform(actor, request, UUID.randomUUID().toString());
            var refused = new TreeMap<String, Refusal>();
            result.skipped().forEach(it -> it.numbers().forEach(number -> refused.put(number, it.reason())));
            check(kind, numbers, Set.copyOf(result.numbers()), refused);
        }

        private void byApi(OperationKind kind) {
            var numbers = Objects.requireNonNull(forApi.get(kind));
            var client =
                    new Client(port, tokens.create(actor, "test", false, null).secret());
            var answer = client.post(
                    "/operations", """
                    {"operation": "%s", "preview": false, "reassign": true, "applyTo": {"numbers": ["%s"]}, %s}
                    """.formatted(kind, String.join("\", \"", numbers.values()), words(kind)));
            if (!open(kind)) {
                // Who sells nothing has nothing that it could aim at.
                var aimless = child == null && kind.target() != OperationKind.Target.GROUP && target(kind) != null;
                assertThat(answer.status()).as(answer.text()).isEqualTo(aimless ? 404 : 403);
                assertUntouched(numbers);
                return;
            }
            var refused = new TreeMap<String, Refusal>();
            answer.ok()
                    .path("skipped")
                    .forEach(it -> it.path("numbers")
                            .forEach(number -> refused.put(
                                    number.asString().replace("+", ""),
                                    Refusal.valueOf(it.path("reason").asString()))));
            var changed = numbers.values().stream()
                    .filter(number -> !refused.containsKey(number))
                    .collect(Collectors.toSet());
            assertThat(answer.ok().path("changed").asInt()).as(answer.text()).isEqualTo(changed.size());
            check(kind, numbers, changed, refused);
        }

        private void check(
                OperationKind kind, Map<DidStatus, String> numbers, Set<String> changed, Map<String, Refusal> refused) {
            numbers.forEach((status, number) -> {
                var cell = "%s of a number that is %s".formatted(kind, status);
                switch (Transitions.of(kind, status)) {
                    case Outcome.Refused(var refusal) -> {
                        assertThat(refused).as(cell).containsEntry(number, refusal);
                        assertThat(now(number)).as(cell).isEqualTo(status.name());
                    }
                    case Outcome.Becomes(var result) -> {
                        assertThat(refused).as(cell).doesNotContainKey(number);
                        assertThat(changed).as(cell).contains(number);
                        assertThat(now(number)).as(cell).isIn(after(kind, result, status));
                    }
                }
            });
            Invariants.hold(member.operatorId());
        }

        private Set<String> after(OperationKind kind, Transitions.Result result, DidStatus before) {
            if (kind == OperationKind.RETURN) {
                return Set.of("ABSENT");
            }
            return switch (result) {
                case UNCHANGED -> Set.of(before.name());
                case FREE_OR_AGING -> Set.of(before == DidStatus.AGING ? "AGING" : "FREE");
                case GONE -> Set.of("ABSENT");
                case FREE, FROZEN, GIVEN, RESERVED, IN_USE -> Set.of(result.name());
                case NOT_IN_USE -> throw new IllegalArgumentException("not of numbers without an account");
            };
        }

        private String now(String number) {
            return tree.status(member, number);
        }

        private void assertUntouched(Map<DidStatus, String> numbers) {
            numbers.forEach((status, number) -> assertThat(now(number)).isEqualTo(status.name()));
        }

        // -------------------------------------------------------------------------------------- words

        private @Nullable Integer target(OperationKind kind) {
            return switch (kind.target()) {
                case NONE, TEXT, CLASS, CHARGING, REASON, WITHDRAWAL, AFTER_USE, ACCOUNT -> null;
                case PRICING_BATCH, PRICING_BATCH_OR_OWN -> second;
                case GROUP -> group;
                case VENDOR_BATCH -> vendorBatch;
                case CHILD, CHILD_OR_PROSPECT -> child == null ? Integer.valueOf(1) : Integer.valueOf(child.id());
            };
        }

        private static String text(OperationKind kind) {
            return switch (kind.target()) {
                case CLASS -> "GOLD";
                case CHARGING -> "FREE_OF_CHARGE";
                case WITHDRAWAL -> "LEGAL";
                default -> "some words";
            };
        }

        private static @Nullable LocalDate date(OperationKind kind) {
            var today = LocalDate.now(ZoneOffset.UTC);
            if (kind.plannable()) {
                return null;
            }
            return kind == OperationKind.REPRICE ? today.withDayOfMonth(1).plusMonths(3) : today.plusDays(20);
        }

        private String words(OperationKind kind) {
            var target = switch (kind.target()) {
                case PRICING_BATCH, PRICING_BATCH_OR_OWN -> "Second";
                case GROUP -> "Campaign";
                case VENDOR_BATCH -> "Other routes";
                case CHILD, CHILD_OR_PROSPECT -> child == null ? "Nobody" : child.name();
                case NONE, TEXT, CLASS, CHARGING, REASON, WITHDRAWAL, AFTER_USE, ACCOUNT -> "";
            };
            var date = date(kind);
            var said = kind == OperationKind.REPRICE ? "from" : "until";
            return """
                    "target": "%s", "description": "some words", "numberClass": "GOLD", "freeOfCharge": true, "reason": "LEGAL", "%s": %s
                    """.formatted(target, said, date == null ? null : "\"" + date + "\"");
        }
    }
}
