package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Several nodes that start on an empty database at once make one operator with one administrator. */
class StartTogetherTest {

    private static final int NODES = 8;

    @Test
    void oneOperatorAndOneAdministratorComeOfIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            var slug = "together-" + UUID.randomUUID();

            var operators = together("select register_operator('%s', 'Together', 'EUR')".formatted(slug));
            assertThat(new HashSet<>(operators)).hasSize(1);

            var admins = together(
                    "select register_first_admin(%s, 'admin', 'Ada', '!', false)".formatted(operators.getFirst()));
            assertThat(admins.stream().filter(Objects::nonNull)).hasSize(1);
        }
    }

    private static List<Object> together(String call) throws Exception {
        var start = new CyclicBarrier(NODES);
        Callable<Object> node = () -> {
            try (var connection = TestDatabase.get().app().getConnection()) {
                start.await();
                return DSL.using(connection, SQLDialect.POSTGRES).fetchValue(call);
            }
        };
        try (var threads = Executors.newFixedThreadPool(NODES)) {
            var done = new ArrayList<Object>();
            for (Future<Object> answer : threads.invokeAll(Collections.nCopies(NODES, node))) {
                done.add(answer.get());
            }
            return done;
        }
    }
}
