package com.didstock.searches;

import static com.didstock.db.didstock.Tables.SAVED_SEARCH;
import static com.didstock.db.didstock.Tables.SAVED_SEARCH_USE;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import java.util.Optional;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;

/**
 * The searches a user has: the own ones, and those that others of the tenant share. Whoever saved one may change it; a
 * shared one also who administers the tenant.
 */
@Service
public class SavedSearches {

    /** So many searches one user can save. */
    public static final int MOST = 100;

    /** So many can be pinned. */
    public static final int MOST_PINS = 6;

    private static final int LONGEST_NAME = 60;

    private final TenantTransaction transactions;

    SavedSearches(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** What a user says of a search. */
    public record Terms(String name, String query, boolean shared) {}

    /** What a user wants a search for, besides opening it; others' wants stay as they are. */
    public record Use(boolean pinned, boolean opensFirst) {

        public static final Use NONE = new Use(false, false);
    }

    /** {@return the searches the user has, of all lists, by name} */
    public List<SavedSearch> list(Actor actor) {
        return transactions.read(actor, context -> SearchRows.select(context, DSL.noCondition()));
    }

    /** {@return the searches the user has of one list, by name} */
    public List<SavedSearch> list(Actor actor, SearchedList of) {
        return transactions.read(actor, context -> SearchRows.select(context, SAVED_SEARCH.LIST.eq(of.name())));
    }

    /**
     * @throws NotThereException if the user has no such search
     */
    public SavedSearch find(Actor actor, int id) {
        return transactions.read(actor, context -> SearchRows.find(context, id));
    }

    /** {@return the search with which the list opens for the user} */
    public Optional<SavedSearch> first(Actor actor, SearchedList of) {
        return transactions.read(
                actor,
                context ->
                        SearchRows.select(
                                        context,
                                        SAVED_SEARCH.LIST.eq(of.name()).and(SAVED_SEARCH_USE.OPENS_FIRST.isTrue()))
                                .stream()
                                .findFirst());
    }

    /**
     * @throws RefusedException if the name or the search won't do, or there are too many
     */
    public SavedSearch save(Actor actor, SearchedList of, Terms terms) {
        return save(actor, of, terms, Use.NONE);
    }

    /**
     * @throws RefusedException if the name or the search won't do, or there are too many searches or pins
     */
    public SavedSearch save(Actor actor, SearchedList of, Terms terms, Use use) {
        var checked = checked(terms);
        return transactions.write(actor, Right.VIEW, context -> {
            refuse(
                    context.sql()
                                    .fetchCount(
                                            SAVED_SEARCH,
                                            SearchRows.owned(context).and(SearchRows.mine(context)))
                            >= MOST,
                    SearchRefusal.TOO_MANY,
                    MOST);
            try {
                var id = context.sql()
                        .insertInto(SAVED_SEARCH)
                        .set(SAVED_SEARCH.OPERATOR_ID, actor.operatorId())
                        .set(SAVED_SEARCH.TENANT_ID, actor.tenantId())
                        .set(SAVED_SEARCH.USER_ID, actor.userId())
                        .set(SAVED_SEARCH.LIST, of.name())
                        .set(SAVED_SEARCH.NAME, checked.name())
                        .set(SAVED_SEARCH.QUERY, checked.query())
                        .set(SAVED_SEARCH.SHARED, checked.shared())
                        .returningResult(SAVED_SEARCH.ID)
                        .fetchSingle(SAVED_SEARCH.ID);
                return use(context, SearchRows.find(context, id), use);
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    /**
     * Changes name, search and sharing; who pinned a search that is no longer shared loses it.
     *
     * @param version the one that was read
     * @throws NotThereException if the user has no such search
     * @throws RefusedException if the user may not change it, or the name or the search won't do
     * @throws ChangedMeanwhileException if somebody else changed it since
     */
    public SavedSearch update(Actor actor, int id, int version, Terms terms) {
        var checked = checked(terms);
        return transactions.write(actor, Right.VIEW, context -> update(context, id, version, checked));
    }

    /**
     * Changes name, search and sharing, and what the user wants it for.
     *
     * @param version the one that was read
     * @throws NotThereException if the user has no such search
     * @throws RefusedException if the user may not change it, the name or the search won't do, or there are too many pins
     * @throws ChangedMeanwhileException if somebody else changed it since
     */
    public SavedSearch update(Actor actor, int id, int version, Terms terms, Use use) {
        var checked = checked(terms);
        return transactions.write(
                actor, Right.VIEW, context -> use(context, update(context, id, version, checked), use));
    }

    private static SavedSearch update(TenantContext context, int id, int version, Terms checked) {
        requireChangeable(context, id);
        try {
            var written = context.sql()
                    .update(SAVED_SEARCH)
                    .set(SAVED_SEARCH.NAME, checked.name())
                    .set(SAVED_SEARCH.QUERY, checked.query())
                    .set(SAVED_SEARCH.SHARED, checked.shared())
                    .set(SAVED_SEARCH.VERSION, SAVED_SEARCH.VERSION.plus(1))
                    .where(SearchRows.owned(context))
                    .and(SearchRows.changeable(context))
                    .and(SAVED_SEARCH.ID.eq(id))
                    .and(SAVED_SEARCH.VERSION.eq(version))
                    .execute();
            if (written == 0) {
                throw new ChangedMeanwhileException("saved search");
            }
        } catch (IntegrityConstraintViolationException violated) {
            throw explained(violated);
        }
        return SearchRows.anybodys(context, id);
    }

    /**
     * @throws NotThereException if the user has no such search
     * @throws RefusedException if the user may not delete it
     */
    public void delete(Actor actor, int id) {
        transactions.write(actor, Right.VIEW, context -> {
            requireChangeable(context, id);
            return context.sql()
                    .deleteFrom(SAVED_SEARCH)
                    .where(SearchRows.owned(context))
                    .and(SearchRows.changeable(context))
                    .and(SAVED_SEARCH.ID.eq(id))
                    .execute();
        });
    }

    /**
     * Puts a search among the user's tiles, or takes it away; others' stay as they are.
     *
     * @throws NotThereException if the user has no such search
     * @throws RefusedException if there are {@value #MOST_PINS} already, or it is no search of numbers
     */
    public SavedSearch pin(Actor actor, int id, boolean pinned) {
        return transactions.write(actor, Right.VIEW, context -> {
            var before = SearchRows.find(context, id);
            return use(context, before, new Use(pinned, before.opensFirst()));
        });
    }

    /**
     * Lets the list open with this search for the user instead of whichever it did, or with everything again.
     *
     * @throws NotThereException if the user has no such search
     */
    public SavedSearch openFirst(Actor actor, int id, boolean first) {
        return transactions.write(actor, Right.VIEW, context -> {
            var before = SearchRows.find(context, id);
            return use(context, before, new Use(before.pinned(), first));
        });
    }

    private static SavedSearch use(TenantContext context, SavedSearch before, Use wanted) {
        if (wanted.equals(new Use(before.pinned(), before.opensFirst()))) {
            return before;
        }
        refuse(wanted.pinned() && before.list() != SearchedList.NUMBERS, SearchRefusal.NO_TILES);
        refuse(
                wanted.pinned()
                        && !before.pinned()
                        && SearchRows.select(context, SAVED_SEARCH_USE.PINNED.isTrue())
                                        .size()
                                >= MOST_PINS,
                SearchRefusal.TOO_MANY_PINS,
                MOST_PINS);
        if (wanted.opensFirst()) {
            context.sql()
                    .update(SAVED_SEARCH_USE)
                    .set(SAVED_SEARCH_USE.OPENS_FIRST, false)
                    .where(SearchRows.used(context))
                    .and(SAVED_SEARCH_USE.LIST.eq(before.list().name()))
                    .and(SAVED_SEARCH_USE.OPENS_FIRST.isTrue())
                    .execute();
        }
        SearchRows.use(context, before, wanted);
        return SearchRows.anybodys(context, before.id());
    }

    private static void requireChangeable(TenantContext context, int id) {
        refuse(!SearchRows.find(context, id).changeable(), SearchRefusal.NOT_YOURS);
    }

    private static Terms checked(Terms terms) {
        var name = terms.name().strip();
        refuse(name.isEmpty(), SearchRefusal.NAME_MISSING);
        refuse(name.length() > LONGEST_NAME, SearchRefusal.NAME_TOO_LONG, LONGEST_NAME);
        return new Terms(name, SearchQuery.checked(terms.query()), terms.shared());
    }

    private static RuntimeException explained(IntegrityConstraintViolationException violated) {
        return String.valueOf(violated.getMessage()).contains("saved_search_name_uk")
                ? new RefusedException(SearchRefusal.NAME_TAKEN)
                : violated;
    }

    private static void refuse(boolean refused, SearchRefusal reason, Object... arguments) {
        if (refused) {
            throw new RefusedException(reason, arguments);
        }
    }
}
