package com.didstock.assignment;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.db.didstock.enums.OperationStatus;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.DuePlans.Due;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Operations that are planned for a day to come: listed, cancelled, and carried out once when the day has begun, as the user who
 * planned them and with what that one may do by then.
 */
@Service
public class Plans {

    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);

    /** How often something may fail for no fault of the plan's before it is given up. */
    static final int MOST_ATTEMPTS = 5;

    private final TenantTransaction transactions;
    private final PlanLog log;
    private final Assignments assignments;
    private final ChildMoves moves;

    Plans(TenantTransaction transactions, PlanLog log, Assignments assignments, ChildMoves moves) {
        this.transactions = transactions;
        this.log = log;
        this.assignments = assignments;
        this.moves = moves;
    }

    /** The tenant's plans by day, and then what became of those of the last 30 days, newest first. */
    public List<Plan> list(Actor actor) {
        return transactions.read(actor, log::list);
    }

    /** {@return the plan that this operation of the tenant is; empty if it is none} */
    public Optional<Plan> find(Actor actor, UUID operation) {
        return transactions.read(actor, context -> Optional.ofNullable(log.find(context, operation)));
    }

    /**
     * Cancels a plan. Asked again, it does nothing.
     *
     * @throws NotThereException if the tenant has no such plan
     * @throws RightMissingException if the actor may not do what is planned
     * @throws OperationRefusedException if it was carried out or given up
     */
    public Plan cancel(Actor actor, UUID operation) {
        return transactions.write(actor, Right.VIEW, context -> {
            var plan = log.lock(context, operation);
            context.require(right(plan.kind()));
            switch (plan.status()) {
                case PLANNED -> log.cancelled(context, operation);
                case CANCELLED -> {}
                case APPLIED, FAILED, PREVIEWED -> throw new OperationRefusedException(Reason.PLAN_OVER);
            }
            var now = log.find(context, operation);
            if (now == null) {
                throw new NotThereException("operation");
            }
            return now;
        });
    }

    private static Right right(String kind) {
        return Plan.MOVE.equals(kind)
                ? Right.ADMINISTER
                : OperationKind.valueOf(kind).right();
    }

    /**
     * Carries out a plan whose day has come.
     *
     * @return why it can't be; empty: it was done, or there is nothing to do any more, or it is to be tried again
     */
    Optional<Plan.Failure> carryOut(Due due) {
        try {
            transactions.write(due.actor(), Right.VIEW, context -> {
                carryOut(context, due.operation());
                return due;
            });
            return Optional.empty();
        } catch (ActorRefusedException _) {
            return Optional.of(Plan.Failure.PERSON_GONE);
        } catch (RightMissingException _) {
            return Optional.of(Plan.Failure.RIGHT_LOST);
        } catch (NotThereException _) {
            return Optional.of(Plan.Failure.TARGET_GONE);
        } catch (LimitExceededException _) {
            return Optional.of(Plan.Failure.LIMIT);
        } catch (RefusedException _) {
            return Optional.of(Plan.Failure.NOT_POSSIBLE);
        } catch (OperationRefusedException refused) {
            return Optional.of(
                    switch (refused.reason()) {
                        case BELOW_COST, BELOW_COST_UNSEEN -> Plan.Failure.BELOW_COST;
                        default -> Plan.Failure.NOT_POSSIBLE;
                    });
        } catch (RuntimeException failure) {
            LOG.warn("The planned operation {} failed this time", due.operation(), failure);
            return due.attempt() < MOST_ATTEMPTS ? Optional.empty() : Optional.of(Plan.Failure.KEEPS_FAILING);
        }
    }

    private void carryOut(TenantContext context, UUID operation) {
        var plan = log.lock(context, operation);
        if (plan.status() != OperationStatus.PLANNED) {
            return;
        }
        context.require(right(plan.kind()));
        var move = plan.move();
        if (move == null) {
            assignments.carryOut(context, operation, plan.belowCostMeant());
        } else {
            moves.carryOut(context, operation, move);
        }
    }
}
