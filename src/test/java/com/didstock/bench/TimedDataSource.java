package com.didstock.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Set;
import javax.sql.DataSource;

/** Adds up, for each thread, the time that statements and commits take, and how many there were. */
final class TimedDataSource {

    private static final Set<String> ROUND_TRIPS =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");

    private static final ThreadLocal<long[]> SPENT = ThreadLocal.withInitial(() -> new long[2]);

    private TimedDataSource() {}

    /** Time in statements, in nanoseconds, and their number. */
    record Spent(long nanos, long roundTrips) {

        Spent since(Spent earlier) {
            return new Spent(nanos - earlier.nanos, roundTrips - earlier.roundTrips);
        }
    }

    /** {@return what this thread spent so far} */
    static Spent spent() {
        var spent = SPENT.get();
        return new Spent(spent[0], spent[1]);
    }

    static DataSource over(DataSource source) {
        return timed(DataSource.class, source);
    }

    private static <T> T timed(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call(target, method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        var counts = ROUND_TRIPS.contains(method.getName());
        var begun = counts ? System.nanoTime() : 0;
        try {
            var result = method.invoke(target, arguments);
            return switch (result) {
                case PreparedStatement statement -> timed(PreparedStatement.class, statement);
                case Connection connection when target instanceof DataSource -> timed(Connection.class, connection);
                case null, default -> result;
            };
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        } finally {
            if (counts) {
                var spent = SPENT.get();
                spent[0] += System.nanoTime() - begun;
                spent[1]++;
            }
        }
    }
}
