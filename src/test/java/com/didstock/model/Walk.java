package com.didstock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.ChildMove;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.OperationResult;
import com.didstock.assignment.Refusal;
import com.didstock.assignment.Transitions;
import com.didstock.assignment.Undo;
import com.didstock.inventory.InventoryFilter;
import com.didstock.model.Chain.Line;
import com.didstock.provisioning.AccountRefusal;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.ChildTerms;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantStatus;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A random walk: one step after the other by the real services, and the same in the model. */
final class Walk {

    /** Those of accounts are done one by one instead. */
    private static final List<OperationKind> KINDS = Stream.of(OperationKind.values())
            .filter(kind -> !kind.name().endsWith("_ACCOUNT")
                    && kind != OperationKind.MOVE_TO_VENDOR_BATCH
                    && kind != OperationKind.SET_FREE_OF_CHARGE)
            .toList();

    private static final Set<OperationKind> LABELS = EnumSet.of(
            OperationKind.ASSIGN_TO_GROUP,
            OperationKind.REMOVE_FROM_GROUP,
            OperationKind.SET_DESCRIPTION,
            OperationKind.SET_CLASS,
            OperationKind.FREEZE);
    private static final Set<OperationKind> TAKING_AWAY = EnumSet.of(
            OperationKind.WITHDRAW, OperationKind.DELETE, OperationKind.RECALL, OperationKind.RELEASE_TO_POOL);

    final TestTree tree;
    final Map<String, Chain> chains = new TreeMap<>();
    final List<Member> members = new ArrayList<>();
    private final Services services;
    private final Random random;
    private final List<Line> lines = new ArrayList<>();
    private final Map<Member, Integer> groups = new HashMap<>();
    private final Map<Member, Actor> clerks = new HashMap<>();
    private final Set<Member> drawers = new HashSet<>();
    private final Family family = new Family();
    private int names;

    /** How often each deed was done, in numbers or accounts; what was refused counts under its reason. */
    final Map<String, Integer> deeds = new TreeMap<>();

    /** What happened in the step, for whoever has to find out why. */
    String last = "";

    Walk(TestTree tree, Services services, Random random) {
        this.tree = tree;
        this.services = services;
        this.random = random;
        grow();
        stock(tree.o, 14, Facts.BERLIN);
        stock(tree.o, 4, Facts.BERLIN.free());
        stock(tree.b, 4, Facts.BERLIN);
        stock(tree.p, 4, Facts.BERLIN);
    }

    /** The tree that every test has, five levels deep, and some more at random. */
    private void grow() {
        members.addAll(tree.members());
        var a2 = tree.reseller(tree.a1, "A2", false);
        members.add(a2);
        members.add(tree.customer(a2, "CA2"));
        for (int more = random.nextInt(4); more > 0; more--) {
            var parent = any(members.stream()
                    .filter(it -> it.kind() != TenantKind.CUSTOMER)
                    .toList());
            members.add(
                    random.nextBoolean()
                            ? tree.customer(parent, "More " + more)
                            : tree.reseller(parent, "More " + more, false));
        }
        members.forEach(family::add);
        for (var member : members) {
            groups.put(
                    member,
                    services.groups().create(member.admin(), "Group", "").id());
            clerks.put(member, tree.clerk(member));
            if (member.kind() == TenantKind.CUSTOMER || random.nextInt(3) == 0) {
                letDraw(member);
            }
        }
    }

    private void letDraw(Member child) {
        var parent = child.parent();
        if (parent == null) {
            return;
        }
        var now = services.children().find(parent.admin(), child.id());
        var draws = new ChildTerms(now.name(), null, null, null, true, false, AfterUse.BY_ORIGIN);
        services.children().update(parent.admin(), child.id(), now.version(), draws);
        drawers.add(child);
    }

    private void stock(Member buyer, int count, Facts facts) {
        for (var number : tree.load(buyer, TestTree.freshNumbers(count), facts)) {
            var chain = new Chain(number, buyer, facts.freeOfCharge(), facts.activationCost(), facts.recurringCost());
            chain.load(tree.clock().instant(), chain.activation, chain.recurring);
            chains.put(number, chain);
        }
    }

    // ------------------------------------------------------------------------------------------ steps

    /** {@return the numbers that it was about} */
    Set<String> step() {
        int what = random.nextInt(100);
        if (what < 55) {
            return operation();
        }
        if (what < 62) {
            return take();
        }
        if (what < 90) {
            return account();
        }
        if (what < 94) {
            var by = random.nextInt(4) == 0
                    ? Duration.ofDays(1 + random.nextInt(20))
                    : Duration.ofMinutes(1 + random.nextInt(40 * 60));
            tree.clock().advance(by);
            last = by + " go by";
            return Set.of();
        }
        return switch (what) {
            case 94 -> reload();
            case 95 -> suspend();
            default -> moveChildren();
        };
    }

    private Set<String> operation() {
        var kind = any(KINDS);
        if (LABELS.contains(kind) || TAKING_AWAY.contains(kind)) {
            // Or all would soon lie where it began.
            kind = random.nextInt(4) == 0 ? kind : OperationKind.GIVE;
        }
        var aimed = random.nextInt(3) == 0 ? null : aim(kind);
        var numbers = aimed == null ? numbers() : aimed.numbers();
        var actor = aimed == null ? holderOf(numbers) : aimed.holder();
        var who = person(actor);
        var target = target(kind, actor);
        var request = new OperationRequest(
                        kind,
                        target.id(),
                        switch (kind.target()) {
                            case CLASS -> any(List.of("GOLD", "SILVER", "STANDARD"));
                            case WITHDRAWAL -> "PORTED_OUT";
                            case TEXT -> any(List.of("one thing", "another thing"));
                            default -> "some words";
                        },
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.Selected(List.copyOf(numbers)),
                        new Choices(
                                random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), random.nextBoolean()))
                .withDate(date(kind));
        last = "%s by %s (%s) to %s, %s of %s".formatted(kind, actor, who.role(), target, request.choices(), numbers);
        Supplier<OperationResult> deed = () -> services.assignments()
                .perform(who.actor(), request, UUID.randomUUID().toString());
        if (!kind.isOpenTo(actor.kind(), who.role().rights())) {
            refuses(deed, RightMissingException.class);
        } else if (target.foreign()) {
            refuses(deed, NotThereException.class);
        } else {
            compare(deed, request, actor, target.child(), numbers);
        }
        return numbers;
    }

    /** Numbers of one holder for which the table says that it is possible. */
    private record Aim(Member holder, Set<String> numbers) {}

    private @Nullable Aim aim(OperationKind kind) {
        var now = tree.clock().instant();
        var possible = Transitions.from(kind);
        var places = new ArrayList<Aim>();
        for (var chain : chains.values()) {
            for (var hold : chain.holds) {
                if (kind.who().contains(hold.holder.kind()) && possible.contains(chain.status(hold, now))) {
                    places.add(new Aim(hold.holder, Set.of(chain.number)));
                }
            }
        }
        if (places.isEmpty()) {
            return null;
        }
        var first = any(places);
        var numbers = new TreeSet<>(first.numbers());
        for (int more = random.nextInt(3); more > 0; more--) {
            var other = any(places);
            if (other.holder() == first.holder() || random.nextInt(6) == 0) {
                numbers.addAll(other.numbers());
            }
        }
        return new Aim(first.holder(), numbers);
    }

    private void compare(
            Supplier<OperationResult> deed,
            OperationRequest request,
            Member actor,
            @Nullable Member child,
            Set<String> numbers) {
        var before = new HashMap<String, Map<Integer, String>>();
        numbers.forEach(it -> before.put(it, rows(it)));
        var was = new HashMap<String, Chain>();
        numbers.forEach(it -> was.put(it, Objects.requireNonNull(chains.get(it)).copy()));
        var done = new TreeSet<String>();
        var refused = new EnumMap<Refusal, Set<String>>(Refusal.class);
        var refusals = perform(request, actor, child, numbers);
        for (var number : numbers) {
            var refusal = refusals.get(number);
            if (refusal == null) {
                done.add(number);
            } else {
                refused.computeIfAbsent(refusal, _ -> new TreeSet<>()).add(number);
            }
        }
        var result = deed.get();
        var passed = new EnumMap<Refusal, Set<String>>(Refusal.class);
        result.skipped().forEach(it -> passed.put(it.reason(), new TreeSet<>(it.numbers())));
        assertThat(passed).as(last).isEqualTo(refused);
        assertThat(result.numbers()).as(last).containsExactlyElementsOf(done);
        count(request.kind().name(), done.size());
        refused.forEach((refusal, of) -> count("refused " + refusal, of.size()));
        services.audit().toldOnce(result.id(), changed(before, done), last);
        if (Undo.isPossible(request.kind().name()) && !done.isEmpty() && random.nextInt(3) == 0) {
            undo(actor, result.id(), was, done);
        }
    }

    /** {@return the model's refusals; whatever is not among them is done, in the model} */
    private Map<String, Refusal> perform(
            OperationRequest request, Member actor, @Nullable Member child, Set<String> numbers) {
        var now = tree.clock().instant();
        var deeds = new Deeds(tree, now);
        if (request.kind() == OperationKind.TRANSFER) {
            var target = Objects.requireNonNull(child);
            var chosen = numbers.stream()
                    .map(it -> Objects.requireNonNull(chains.get(it)))
                    .toList();
            return new Transfers(deeds, now, actor, target, request.choices().byAssignedBatch())
                    .perform(chains.values(), chosen, lines);
        }
        var refusals = new TreeMap<String, Refusal>();
        for (var number : numbers) {
            var refusal = deeds.perform(request, actor, chains.get(number), child);
            if (refusal != null) {
                refusals.put(number, refusal);
            }
        }
        return refusals;
    }

    /** What was just done is taken back: each number is as it was. */
    private void undo(Member actor, UUID operation, Map<String, Chain> was, Set<String> done) {
        last += ", undone";
        happenedNow(operation);
        var undone = services.undo().apply(actor.admin(), operation);
        assertThat(undone.skipped()).as(last).isEmpty();
        assertThat(undone.numbers()).as(last).containsExactlyElementsOf(done);
        done.forEach(number -> chains.put(number, Objects.requireNonNull(was.get(number))));
        count("UNDO", done.size());
    }

    /** The database writes its own time into the activity, which the walk left behind long ago. */
    private void happenedNow(UUID operation) {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement =
                        connection.prepareStatement("update didstock.activity set at = ? where operation_id = ?")) {
            statement.setObject(1, tree.clock().instant().atOffset(ZoneOffset.UTC));
            statement.setObject(2, operation);
            assertThat(statement.executeUpdate()).isPositive();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** {@return holder and number of each row that is other than it was} */
    private Set<String> changed(Map<String, Map<Integer, String>> before, Set<String> done) {
        var changed = new TreeSet<String>();
        for (var number : done) {
            var was = before.getOrDefault(number, Map.of());
            var is = rows(number);
            Stream.concat(was.keySet().stream(), is.keySet().stream())
                    .distinct()
                    .filter(holder -> !Objects.equals(was.get(holder), is.get(holder)))
                    .forEach(holder -> changed.add(holder + " " + number));
        }
        return changed;
    }

    private Map<Integer, String> rows(String number) {
        return Objects.requireNonNull(chains.get(number)).rows(tree.clock().instant());
    }

    private void count(String deed, int times) {
        deeds.merge(deed, times, Integer::sum);
    }

    /** Takes what the parent has, and draws what tenants further up have, where it may. */
    private Set<String> take() {
        var taker = any(members.stream()
                .filter(it -> it.kind() == TenantKind.RESELLER || drawers.contains(it))
                .toList());
        var numbers = numbers();
        var offered = numbers.stream()
                .map(it -> Objects.requireNonNull(chains.get(it)))
                .filter(it -> !it.gone() && offers(it, taker))
                .toList();
        last = "%s takes of %s%s".formatted(taker, numbers, drawers.contains(taker) ? " or draws" : "");
        var taken = services.take(taker.admin(), List.copyOf(numbers));
        assertThat(taken)
                .as(last)
                .containsExactlyInAnyOrderElementsOf(
                        offered.stream().map(it -> it.number).toList());
        var deeds = new Deeds(tree, tree.clock().instant());
        for (var chain : offered) {
            var path = family.path(chain.deepest().holder, taker);
            count(path.size() == 2 ? "TAKE" : "DRAW", 1);
            for (int place = 1; place < path.size(); place++) {
                var child = path.get(place);
                chain.give(child, deeds.assigned(path.get(place - 1), child), child == taker);
            }
        }
        return numbers;
    }

    /** Whether whoever holds a number now offers it to this one, itself or through others. */
    private boolean offers(Chain chain, Member taker) {
        var holder = chain.deepest().holder;
        var path = family.path(holder, taker);
        if (path.size() < 2 || (path.size() > 2 && !drawers.contains(taker))) {
            return false;
        }
        var deeds = new Deeds(tree, tree.clock().instant());
        var batch = chain.deepest().batch;
        return new AccountDeeds(deeds, family, tree.clock().instant()).free(chain, holder)
                && (batch == null || batch == deeds.assigned(holder, path.get(1)));
    }

    private Set<String> reload() {
        var gone = chains.values().stream().filter(Chain::gone).toList();
        if (gone.isEmpty()) {
            return Set.of();
        }
        var chain = any(gone);
        last = chain.number + " is loaded again";
        tree.load(chain.top, List.of(chain.number), chain.free ? Facts.BERLIN.free() : Facts.BERLIN);
        chain.numberClass = "STANDARD";
        chain.load(tree.clock().instant(), chain.activation, chain.recurring);
        return Set.of(chain.number);
    }

    private Set<String> suspend() {
        var child = any(members.stream().filter(it -> family.above(it) != null).toList());
        var parent = family.parent(child);
        last = child + " is suspended";
        var now = services.children().find(parent.admin(), child.id());
        services.children().setStatus(parent.admin(), child.id(), now.version(), TenantStatus.SUSPENDED);
        refuses(() -> services.children().list(child.admin(), ""), ActorRefusedException.class);
        var request = new OperationRequest(
                OperationKind.GIVE,
                child.id(),
                "",
                InventoryFilter.EVERYTHING,
                new ApplyTo.Selected(List.copyOf(numbers())),
                Choices.NONE);
        refuses(
                () -> services.assignments()
                        .perform(parent.admin(), request, UUID.randomUUID().toString()),
                NotThereException.class);
        services.children().setStatus(parent.admin(), child.id(), now.version() + 1, TenantStatus.ACTIVE);
        return Set.of();
    }

    /** One child, or all of a child's children, go to another parent. */
    private Set<String> moveChildren() {
        var mover = any(
                members.stream().filter(it -> it.kind() != TenantKind.CUSTOMER).toList());
        var places = new ArrayList<>(family.children(mover, members).stream()
                .filter(it -> it.kind() == TenantKind.RESELLER)
                .toList());
        places.add(mover);
        var from = any(places);
        var others = places.stream().filter(it -> it != from).toList();
        if (others.isEmpty()) {
            return Set.of();
        }
        var to = any(others);
        var all = from != mover && (mover.parent() != null || random.nextBoolean());
        var children = new ArrayList<>(family.children(from, members));
        children.remove(to);
        if (children.isEmpty()) {
            return Set.of();
        }
        var moving = all ? children : List.of(any(children));
        last = "%s moves %s from %s to %s".formatted(mover, moving, from, to);
        var move = new ChildMove(
                from.id(),
                all ? null : Integer.valueOf(moving.getFirst().id()),
                to.id(),
                to == mover ? null : Integer.valueOf(tree.wholesale(mover)));
        var moves = new Moves(tree, mover, from, to, Set.copyOf(moving), chains.values());
        var touched = moves.touched();
        var refusal = moves.refusal();
        if (refusal != null) {
            refuses(() -> services.moves().preview(mover.admin(), move), refusal);
            return touched;
        }
        services.moves().apply(mover.admin(), services.moves().preview(mover.admin(), move));
        moves.perform();
        for (var child : moving) {
            family.move(child, to);
            tree.assign(to, child, new Deeds(tree, tree.clock().instant()).assigned(to, child));
        }
        count("children moved", moving.size());
        return touched;
    }

    // ------------------------------------------------------------------------------------------ accounts

    private Set<String> account() {
        var customer = customer();
        var parent = family.parent(customer);
        var actor = random.nextBoolean() ? customer : parent;
        if (random.nextInt(20) == 0) {
            var stranger = any(members.stream()
                    .filter(it -> it != customer && it != parent)
                    .toList());
            last = stranger + " looks at accounts of " + customer;
            refuses(
                    () -> services.accounts().create(stranger.admin(), customer.id(), "x", ""),
                    NotThereException.class);
            return Set.of();
        }
        var own = lines.stream().filter(it -> it.customer == customer).toList();
        if (own.isEmpty() || random.nextInt(5) == 0) {
            return create(actor, customer);
        }
        var line = any(own);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> assign(actor, line);
            case 3, 4 -> remove(actor, line);
            case 5 -> changeId(actor, line);
            case 6 -> move(actor, line, any(own));
            default -> delete(actor, line);
        };
    }

    /** Mostly one that can use a number. */
    private Member customer() {
        var customers =
                members.stream().filter(it -> it.kind() == TenantKind.CUSTOMER).toList();
        var able = customers.stream()
                .filter(it -> chains.values().stream().anyMatch(chain -> chain.of(it) != null))
                .toList();
        return able.isEmpty() || random.nextInt(3) == 0 ? any(customers) : any(able);
    }

    private AccountDeeds accountDeeds() {
        var now = tree.clock().instant();
        return new AccountDeeds(new Deeds(tree, now), family, now);
    }

    private @Nullable AccountRefusal idRefusal(Member actor, Member customer, String id) {
        if (lines.stream().anyMatch(it -> it.customer == customer && it.accountId.equals(id))) {
            return AccountRefusal.ID_TAKEN;
        }
        var chain = chains.get(id);
        if (chain == null || known(chain, actor)) {
            return null;
        }
        return accountDeeds().refusal(chain, actor, customer);
    }

    /** Numbers of other operators, and those that are gone, are no numbers of the stock for it. */
    private static boolean known(Chain chain, Member actor) {
        return chain.gone() || chain.top.operatorId() != actor.operatorId();
    }

    private Set<String> create(Member actor, Member customer) {
        var id = newId(customer);
        last = "%s adds account %s of %s".formatted(actor, id, customer);
        var refusal = idRefusal(actor, customer, id);
        Supplier<com.didstock.provisioning.Account> deed =
                () -> services.accounts().create(actor.admin(), customer.id(), id, "");
        if (refusal != null) {
            refuses(deed, refusal);
            return numbersIn(id);
        }
        var made = deed.get();
        var line = new Line(customer, made.id(), made.accountId(), made.version());
        lines.add(line);
        beginId(actor, line);
        return numbersIn(id);
    }

    private void beginId(Member actor, Line line) {
        var chain = chains.get(line.accountId);
        if (chain != null && !known(chain, actor) && chain.of(actor) != null) {
            accountDeeds().use(chain, line);
        }
    }

    private Set<String> numbersIn(String id) {
        return chains.containsKey(id) ? Set.of(id) : Set.of();
    }

    private String newId(Member customer) {
        return switch (random.nextInt(5)) {
            case 0 -> lines.isEmpty() ? "first" : any(lines).accountId;
            case 1 -> "line " + ++names;
            default -> any(List.copyOf(numbersNear(customer)));
        };
    }

    /** Mostly such as the customer or its parent holds. */
    private Set<String> numbersNear(Member customer) {
        var near = new TreeSet<String>();
        chains.values().stream()
                .filter(it -> it.of(customer) != null || it.of(family.parent(customer)) != null)
                .forEach(it -> near.add(it.number));
        return near.isEmpty() || random.nextInt(6) == 0 ? numbers() : near;
    }

    private Set<String> assign(Member actor, Line line) {
        var near = List.copyOf(numbersNear(line.customer));
        var usable = near.stream()
                .filter(it ->
                        accountDeeds().refusal(Objects.requireNonNull(chains.get(it)), actor, line.customer) == null)
                .toList();
        var number = usable.isEmpty() || random.nextInt(4) == 0 ? any(near) : any(usable);
        last = "%s has %s of %s use %s".formatted(actor, line.accountId, line.customer, number);
        var chain = Objects.requireNonNull(chains.get(number));
        var refusal = accountDeeds().refusal(chain, actor, line.customer);
        Supplier<com.didstock.provisioning.Account> deed =
                () -> services.aliases().assign(actor.admin(), line.customer.id(), line.id, List.of(number));
        if (refusal != null) {
            refuses(deed, refusal);
        } else {
            line.version = deed.get().version();
            accountDeeds().use(chain, line);
            count("an account uses", 1);
        }
        return Set.of(number);
    }

    private List<Chain> usedBy(Line line) {
        return chains.values().stream().filter(it -> it.user == line).toList();
    }

    private boolean isThePools(Member actor, Line line, @Nullable AfterUse then) {
        return actor == line.customer && then == AfterUse.RELEASE_TO_POOL;
    }

    private Set<String> remove(Member actor, Line line) {
        var aliases = usedBy(line).stream()
                .filter(it -> !it.number.equals(line.accountId))
                .toList();
        if (aliases.isEmpty()) {
            return Set.of();
        }
        var chain = any(aliases);
        var then = choice();
        last = "%s removes alias %s of %s, then %s".formatted(actor, chain.number, line.customer, then);
        Supplier<com.didstock.provisioning.Account> deed =
                () -> services.aliases().remove(actor.admin(), line.customer.id(), line.id, chain.number, then);
        if (isThePools(actor, line, then)) {
            refuses(deed, AccountRefusal.POOL_IS_THE_PROVIDERS);
        } else {
            line.version = deed.get().version();
            stop(actor, List.of(chain), then);
        }
        return Set.of(chain.number);
    }

    private void stop(Member actor, List<Chain> used, @Nullable AfterUse then) {
        count("use ends, then " + then, used.size());
        used.forEach(it -> accountDeeds().stop(it, actor, then == null ? AfterUse.BY_ORIGIN : then));
    }

    private Set<String> changeId(Member actor, Line line) {
        var id = newId(line.customer);
        var then = choice();
        last = "%s changes ID %s of %s to %s, then %s".formatted(actor, line.accountId, line.customer, id, then);
        Supplier<com.didstock.provisioning.Account> deed =
                () -> services.accounts().changeId(actor.admin(), line.customer.id(), line.id, line.version, id, then);
        var touched = new HashSet<>(numbersIn(id));
        touched.addAll(numbersIn(line.accountId));
        if (id.equals(line.accountId)) {
            var _ = deed.get();
            return touched;
        }
        var fresh = chains.get(id);
        var alias = fresh != null && fresh.user == line;
        var old = usedBy(line).stream()
                .filter(it -> it.number.equals(line.accountId))
                .toList();
        var refusal = alias ? null : idRefusal(actor, line.customer, id);
        if (refusal == null && !old.isEmpty() && isThePools(actor, line, then)) {
            refusal = AccountRefusal.POOL_IS_THE_PROVIDERS;
        }
        if (refusal != null) {
            refuses(deed, refusal);
            return touched;
        }
        line.version = deed.get().version();
        line.accountId = id;
        if (!alias) {
            beginId(actor, line);
        }
        stop(actor, old, then);
        return touched;
    }

    private Set<String> move(Member actor, Line from, Line to) {
        var aliases = usedBy(from).stream()
                .filter(it -> !it.number.equals(from.accountId))
                .toList();
        if (aliases.isEmpty()) {
            return Set.of();
        }
        var chain = any(aliases);
        last = "%s moves %s from %s to %s".formatted(actor, chain.number, from.accountId, to.accountId);
        services.aliases().move(actor.admin(), from.customer.id(), from.id, chain.number, to.id);
        chain.user = to;
        count("MOVE", 1);
        return Set.of(chain.number);
    }

    private Set<String> delete(Member actor, Line line) {
        var then = choice();
        last = "%s deletes %s of %s, then %s".formatted(actor, line.accountId, line.customer, then);
        var used = usedBy(line);
        Supplier<com.didstock.provisioning.Account> deed =
                () -> services.accounts().delete(actor.admin(), line.customer.id(), line.id, then);
        if (!used.isEmpty() && isThePools(actor, line, then)) {
            refuses(deed, AccountRefusal.POOL_IS_THE_PROVIDERS);
            return Set.of();
        }
        var _ = deed.get();
        stop(actor, used, then);
        lines.remove(line);
        var touched = new TreeSet<String>();
        used.forEach(it -> touched.add(it.number));
        return touched;
    }

    // ------------------------------------------------------------------------------------------ chances

    private @Nullable AfterUse choice() {
        return random.nextInt(3) == 0 ? null : any(List.of(AfterUse.values()));
    }

    private record Person(Actor actor, Role role) {}

    private Person person(Member member) {
        var kind = member.kind().name();
        return switch (random.nextInt(12)) {
            case 0 ->
                new Person(
                        member.viewer(),
                        member.kind() == TenantKind.CUSTOMER ? Role.CUSTOMER : Role.valueOf(kind + "_VIEWER"));
            case 1 -> new Person(Objects.requireNonNull(clerks.get(member)), Role.valueOf(kind + "_CLERK"));
            default ->
                new Person(
                        member.admin(),
                        member.kind() == TenantKind.CUSTOMER ? Role.CUSTOMER : Role.valueOf(kind + "_ADMIN"));
        };
    }

    /** What an operation aims at. */
    private record Target(@Nullable Integer id, @Nullable Member child, boolean foreign) {}

    private Target target(OperationKind kind, Member actor) {
        var foreign = random.nextInt(25) == 0;
        return switch (kind.target()) {
            case NONE,
                    TEXT,
                    CLASS,
                    CHARGING,
                    REASON,
                    WITHDRAWAL,
                    PRICING_BATCH_OR_OWN,
                    VENDOR_BATCH,
                    ACCOUNT,
                    AFTER_USE -> new Target(null, null, false);
            case PRICING_BATCH -> {
                var seller = foreign || actor.kind() == TenantKind.CUSTOMER
                        ? any(members.stream()
                                .filter(it -> it != actor && it.kind() != TenantKind.CUSTOMER)
                                .toList())
                        : actor;
                yield new Target(
                        random.nextBoolean() ? tree.retail(seller) : tree.wholesale(seller), null, seller != actor);
            }
            case GROUP -> {
                var owner = foreign ? any(members) : actor;
                yield new Target(groups.get(owner), null, owner != actor);
            }
            case CHILD, CHILD_OR_PROSPECT -> {
                var children = family.children(actor, members);
                if (kind.target() == OperationKind.Target.CHILD_OR_PROSPECT && random.nextInt(3) == 0) {
                    yield new Target(null, null, false);
                }
                var child = foreign || children.isEmpty() ? any(members) : any(children);
                yield new Target(child.id(), child, family.above(child) != actor);
            }
        };
    }

    private @Nullable LocalDate date(OperationKind kind) {
        var today = LocalDate.ofInstant(tree.clock().instant(), ZoneOffset.UTC);
        return switch (kind) {
            case RESERVE, EXTEND_RESERVATION -> today.plusDays(1 + random.nextInt(14));
            case REPRICE -> today.plusMonths(3).withDayOfMonth(1);
            default -> null;
        };
    }

    private Set<String> numbers() {
        var numbers = new TreeSet<String>();
        var all = List.copyOf(chains.keySet());
        for (int more = 1 + random.nextInt(4); more > 0; more--) {
            numbers.add(any(all));
        }
        return numbers;
    }

    /** Mostly somebody in the chain of one of the numbers. */
    private Member holderOf(Set<String> numbers) {
        var holds = new LinkedHashMap<Member, Boolean>();
        numbers.forEach(
                it -> Objects.requireNonNull(chains.get(it)).holds.forEach(hold -> holds.put(hold.holder, true)));
        return holds.isEmpty() || random.nextInt(8) == 0 ? any(members) : any(List.copyOf(holds.keySet()));
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void refuses(Supplier<?> deed, RefusalReason why) {
        try {
            var _ = deed.get();
        } catch (RefusedException refused) {
            assertThat(refused.reason()).as(last).isEqualTo(why);
            count("refused to " + (why instanceof AccountRefusal ? "accounts " : "move ") + why, 1);
            return;
        }
        fail(last + " should be refused: " + why);
    }

    private void refuses(Supplier<?> deed, Class<? extends RuntimeException> how) {
        try {
            var _ = deed.get();
        } catch (RuntimeException refused) {
            assertThat(refused).as(last).isInstanceOf(how);
            return;
        }
        fail(last + " should be refused with " + how.getSimpleName());
    }
}
