package com.didstock.model;

import static com.didstock.inventory.DidStatus.AGING;
import static com.didstock.inventory.DidStatus.FREE;
import static com.didstock.inventory.DidStatus.FROZEN;
import static com.didstock.inventory.DidStatus.GIVEN;
import static com.didstock.inventory.DidStatus.RESERVED;

import com.didstock.assignment.OperationRequest;
import com.didstock.assignment.Refusal;
import com.didstock.assignment.Transitions;
import com.didstock.assignment.Transitions.Outcome;
import com.didstock.inventory.DidStatus;
import com.didstock.model.Chain.Hold;
import com.didstock.tenancy.TenantKind;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the design says that an operation does to one number for one holder, in plain Java. */
final class Deeds {

    private static final Set<DidStatus> UNUSED = Set.of(FREE, FROZEN, AGING);
    private static final Set<DidStatus> GIVEN_ON_TOO = Set.of(FREE, FROZEN, AGING, RESERVED, GIVEN);

    private final TestTree tree;
    private final Instant now;

    Deeds(TestTree tree, Instant now) {
        this.tree = tree;
        this.now = now;
    }

    /** {@return why it is not done; null: it was done} */
    @Nullable
    Refusal perform(OperationRequest request, Member actor, @Nullable Chain chain, @Nullable Member target) {
        var hold = chain == null ? null : chain.of(actor);
        if (chain == null || hold == null) {
            return Refusal.NOT_THERE;
        }
        var status = chain.status(hold, now);
        var refusal = judge(request, chain, hold, status, target);
        if (refusal == null) {
            change(request, chain, hold, status, target);
        }
        return refusal;
    }

    private @Nullable Refusal judge(
            OperationRequest request, Chain chain, Hold hold, DidStatus status, @Nullable Member target) {
        var recallsFirst = request.choices().recallFirst() && status == GIVEN && hold.holder != chain.top;
        var release = request.kind() == com.didstock.assignment.OperationKind.RELEASE_TO_POOL;
        if (release && recallsFirst) {
            return judgeBelow(request, chain, hold);
        }
        if (Transitions.of(request.kind(), status) instanceof Outcome.Refused(var refusal)) {
            return refusal;
        }
        return switch (request.kind()) {
            case ASSIGN_TO_PRICING_BATCH -> {
                if (hold.batch == null) {
                    yield null;
                }
                if (hold.batch.equals(request.target())) {
                    yield Refusal.ALREADY_DONE;
                }
                yield request.choices().reassign() ? null : Refusal.IN_OTHER_BATCH;
            }
            case UNASSIGN_FROM_PRICING_BATCH -> hold.batch == null ? Refusal.IN_NO_BATCH : null;
            case REPRICE -> {
                if (chain.free) {
                    yield Refusal.FREE_OF_CHARGE;
                }
                // All batches price alike, so there is nothing to change; but who came without one has none.
                yield hold.batch == null ? Refusal.IN_NO_BATCH : Refusal.ALREADY_DONE;
            }
            case ASSIGN_TO_GROUP -> Objects.equals(hold.group, request.target()) ? Refusal.ALREADY_DONE : null;
            case REMOVE_FROM_GROUP -> hold.group == null ? Refusal.IN_NO_GROUP : null;
            case GIVE -> {
                if (status == RESERVED && !Objects.equals(hold.reservedFor, request.target())) {
                    yield Refusal.RESERVED;
                }
                yield giveRefusal(
                        chain,
                        hold,
                        Objects.requireNonNull(target),
                        request.choices().byAssignedBatch());
            }
            case RECALL -> judgeBelow(request, chain, hold);
            case RELEASE_TO_POOL ->
                hold.holder == chain.top && status == FREE && hold.batch == null ? Refusal.ALREADY_DONE : null;
            case DELETE, WITHDRAW -> hold.holder == chain.top ? null : Refusal.NOT_LOADED_HERE;
            case SET_CLASS -> {
                if (hold.holder != chain.top) {
                    yield Refusal.CLASSED_BY_LOADER;
                }
                yield chain.numberClass.equals(request.text()) ? Refusal.ALREADY_DONE : null;
            }
            case EXTEND_RESERVATION -> {
                if (hold.extended) {
                    yield Refusal.ALREADY_EXTENDED;
                }
                yield Objects.requireNonNull(hold.until).isBefore(endOf(request)) ? null : Refusal.RESERVED_LONGER;
            }
            case SET_DESCRIPTION -> hold.description.equals(request.text()) ? Refusal.ALREADY_DONE : null;
            default -> null;
        };
    }

    private @Nullable Refusal judgeBelow(OperationRequest request, Chain chain, Hold hold) {
        var below = Objects.requireNonNull(chain.of(Objects.requireNonNull(chain.childOf(hold))));
        var allowed = request.choices().alsoGivenOn() ? GIVEN_ON_TOO : UNUSED;
        return allowed.contains(chain.status(below, now)) ? null : Refusal.RESERVED_OR_GIVEN_ON;
    }

    /** {@return why a number has no price for a child; null: it has one} */
    @Nullable
    Refusal giveRefusal(Chain chain, Hold hold, Member child, boolean byAssigned) {
        if (chain.free || byAssigned || hold.batch == null) {
            return null;
        }
        return hold.batch == assigned(hold.holder, child) ? null : Refusal.BATCH_FOR_OTHERS;
    }

    /** {@return the batch that is assigned to a child} */
    int assigned(Member parent, Member child) {
        return child.kind() == TenantKind.CUSTOMER ? tree.retail(parent) : tree.wholesale(parent);
    }

    private void change(OperationRequest request, Chain chain, Hold hold, DidStatus status, @Nullable Member target) {
        switch (request.kind()) {
            case ASSIGN_TO_PRICING_BATCH -> hold.batch = request.target();
            case UNASSIGN_FROM_PRICING_BATCH -> hold.batch = null;
            case ASSIGN_TO_GROUP -> hold.group = request.target();
            case REMOVE_FROM_GROUP -> hold.group = null;
            case FREEZE -> become(hold, FROZEN, null);
            case UNFREEZE, CANCEL_RESERVATION -> become(hold, FREE, null);
            case END_AGING -> {
                become(hold, FREE, null);
                chain.agingUntil = now;
            }
            case RESERVE -> {
                become(hold, RESERVED, endOf(request));
                hold.reservedFor = request.target();
                hold.extended = false;
            }
            case EXTEND_RESERVATION -> {
                hold.until = endOf(request);
                hold.extended = true;
            }
            case GIVE -> {
                var child = Objects.requireNonNull(target);
                chain.give(child, assigned(hold.holder, child), true);
            }
            case RECALL -> chain.closeBelow(hold, true, now);
            case RELEASE_TO_POOL -> {
                if (hold.holder != chain.top) {
                    chain.closeBelow(stockAbove(chain, hold), false, now);
                } else {
                    become(hold, status == AGING ? AGING : FREE, status == AGING ? hold.until : null);
                    hold.batch = null;
                }
            }
            case RETURN -> chain.closeBelow(stockAbove(chain, hold), true, now);
            case DELETE, WITHDRAW -> chain.leaveStock(now);
            case SET_CLASS -> chain.numberClass = request.text();
            case SET_DESCRIPTION -> hold.description = request.text();
            default -> {}
        }
    }

    private static void become(Hold hold, DidStatus state, @Nullable Instant until) {
        hold.state = state;
        hold.until = until;
    }

    /** {@return the first holding above that its holder has on its own account} */
    static Hold stockAbove(Chain chain, Hold hold) {
        var place = chain.holds.indexOf(hold) - 1;
        while (!chain.holds.get(place).stock) {
            place--;
        }
        return chain.holds.get(place);
    }

    private static Instant endOf(OperationRequest request) {
        return Objects.requireNonNull(request.date())
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .minusSeconds(1);
    }
}
