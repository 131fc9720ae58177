package com.didstock.provisioning;

import static com.didstock.db.didstock.Tables.ACCOUNT;
import static com.didstock.db.didstock.Tables.ACCOUNT_NUMBER;

import com.didstock.db.didstock.enums.AccountNumberRole;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The accounts of one customer, as they are stored. */
final class AccountTable {

    private final ServedCustomer customer;

    AccountTable(ServedCustomer customer) {
        this.customer = customer;
    }

    /**
     * @param search part of an ID or name, or digits that an alias contains; blank for all
     * @param after ID to go on from; null for the beginning
     */
    List<Account> list(String search, @Nullable String after, int limit) {
        var rows = customer.context()
                .sql()
                .select(ACCOUNT.ID, ACCOUNT.VERSION, ACCOUNT.ACCOUNT_ID, ACCOUNT.NAME, ACCOUNT.STATUS)
                .from(ACCOUNT)
                .where(owned())
                .and(matches(search))
                .and(
                        after == null
                                ? DSL.noCondition()
                                : DSL.lower(ACCOUNT.ACCOUNT_ID).gt(after.toLowerCase(Locale.ROOT)))
                .orderBy(DSL.lower(ACCOUNT.ACCOUNT_ID))
                .limit(limit)
                .fetch();
        var numbers = numbers(rows.getValues(ACCOUNT.ID));
        return rows.map(row -> account(row, numbers));
    }

    Optional<Account> find(int id) {
        var row = customer.context()
                .sql()
                .select(ACCOUNT.ID, ACCOUNT.VERSION, ACCOUNT.ACCOUNT_ID, ACCOUNT.NAME, ACCOUNT.STATUS)
                .from(ACCOUNT)
                .where(owned())
                .and(ACCOUNT.ID.eq(id))
                .fetchOne();
        return row == null ? Optional.empty() : Optional.of(account(row, numbers(List.of(id))));
    }

    Optional<Account> findByAccountId(String accountId) {
        return customer.context()
                .sql()
                .select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(owned())
                .and(DSL.lower(ACCOUNT.ACCOUNT_ID).eq(DSL.lower(accountId)))
                .fetchOptional(ACCOUNT.ID)
                .flatMap(this::find);
    }

    /**
     * An account, held as it is until the transaction ends.
     *
     * @throws NotThereException if the customer has no such account
     */
    Account lock(int id) {
        var _ = customer.context()
                .sql()
                .select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(owned())
                .and(ACCOUNT.ID.eq(id))
                .forUpdate()
                .fetchOne();
        return find(id).orElseThrow(() -> new NotThereException("account"));
    }

    /** {@return the id of the new account} */
    int insert(String accountId, String name) {
        var context = customer.context();
        return unlessTaken(() -> context.sql()
                .insertInto(ACCOUNT)
                .set(ACCOUNT.OPERATOR_ID, context.actor().operatorId())
                .set(ACCOUNT.TENANT_ID, customer.id())
                .set(ACCOUNT.ACCOUNT_ID, accountId)
                .set(ACCOUNT.NAME, name)
                .set(ACCOUNT.CREATED_AT, context.now().atOffset(ZoneOffset.UTC))
                .returningResult(ACCOUNT.ID)
                .fetchSingle()
                .value1());
    }

    void setId(int id, String accountId) {
        unlessTaken(() -> customer.context()
                .sql()
                .update(ACCOUNT)
                .set(ACCOUNT.ACCOUNT_ID, accountId)
                .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                .where(owned())
                .and(ACCOUNT.ID.eq(id))
                .execute());
    }

    void update(int id, String name, AccountStatus status) {
        customer.context()
                .sql()
                .update(ACCOUNT)
                .set(ACCOUNT.NAME, name)
                .set(ACCOUNT.STATUS, com.didstock.db.didstock.enums.AccountStatus.valueOf(status.name()))
                .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                .where(owned())
                .and(ACCOUNT.ID.eq(id))
                .execute();
    }

    void delete(int id) {
        customer.context()
                .sql()
                .deleteFrom(ACCOUNT)
                .where(owned())
                .and(ACCOUNT.ID.eq(id))
                .execute();
    }

    /** {@return which account of the customer uses each of these numbers, by number; ids and nothing else} */
    Map<String, Integer> users(List<String> numbers) {
        return customer.context()
                .sql()
                .select(ACCOUNT_NUMBER.NUMBER, ACCOUNT_NUMBER.ACCOUNT_ID)
                .from(ACCOUNT_NUMBER)
                .where(customer.owns(ACCOUNT_NUMBER.OPERATOR_ID, ACCOUNT_NUMBER.TENANT_ID))
                .and(ACCOUNT_NUMBER.NUMBER.in(numbers))
                .fetchMap(ACCOUNT_NUMBER.NUMBER, ACCOUNT_NUMBER.ACCOUNT_ID);
    }

    private Map<Integer, List<AccountNumber>> numbers(List<Integer> accounts) {
        return customer
                .context()
                .sql()
                .select(
                        ACCOUNT_NUMBER.ACCOUNT_ID,
                        ACCOUNT_NUMBER.NUMBER,
                        ACCOUNT_NUMBER.ROLE,
                        ACCOUNT_NUMBER.PROVISIONED,
                        ACCOUNT_NUMBER.SINCE)
                .from(ACCOUNT_NUMBER)
                .where(customer.owns(ACCOUNT_NUMBER.OPERATOR_ID, ACCOUNT_NUMBER.TENANT_ID))
                .and(ACCOUNT_NUMBER.ACCOUNT_ID.in(accounts))
                .orderBy(ACCOUNT_NUMBER.ROLE, ACCOUNT_NUMBER.NUMBER)
                .fetch()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.value1(),
                        Collectors.mapping(
                                row -> new AccountNumber(
                                        row.value2(),
                                        NumberRole.valueOf(row.value3().name()),
                                        row.value4(),
                                        row.value5().toInstant()),
                                Collectors.toList())));
    }

    private Condition owned() {
        return customer.owns(ACCOUNT.OPERATOR_ID, ACCOUNT.TENANT_ID);
    }

    private Condition matches(String search) {
        if (search.isBlank()) {
            return DSL.noCondition();
        }
        var text = search.strip();
        var digits = text.replaceAll("[^0-9]", "");
        var names = ACCOUNT.ACCOUNT_ID.containsIgnoreCase(text).or(ACCOUNT.NAME.containsIgnoreCase(text));
        return digits.isEmpty()
                ? names
                : names.or(ACCOUNT.ACCOUNT_ID.contains(digits))
                        .or(DSL.exists(DSL.selectOne()
                                .from(ACCOUNT_NUMBER)
                                .where(customer.owns(ACCOUNT_NUMBER.OPERATOR_ID, ACCOUNT_NUMBER.TENANT_ID))
                                .and(ACCOUNT_NUMBER.ACCOUNT_ID.eq(ACCOUNT.ID))
                                .and(ACCOUNT_NUMBER.NUMBER.contains(digits))));
    }

    private static Account account(Record row, Map<Integer, List<AccountNumber>> numbers) {
        int id = row.get(ACCOUNT.ID);
        return new Account(
                id,
                row.get(ACCOUNT.VERSION),
                row.get(ACCOUNT.ACCOUNT_ID),
                row.get(ACCOUNT.NAME),
                AccountStatus.valueOf(row.get(ACCOUNT.STATUS).name()),
                numbers.getOrDefault(id, List.of()));
    }

    private static <T> T unlessTaken(Supplier<T> write) {
        try {
            return write.get();
        } catch (IntegrityConstraintViolationException violated) {
            throw String.valueOf(violated.getMessage()).contains("account_account_id_uk")
                    ? new RefusedException(AccountRefusal.ID_TAKEN)
                    : violated;
        }
    }

    static AccountNumberRole stored(NumberRole role) {
        return AccountNumberRole.valueOf(role.name());
    }
}
