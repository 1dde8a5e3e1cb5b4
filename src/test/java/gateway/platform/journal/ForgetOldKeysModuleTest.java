package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

class ForgetOldKeysModuleTest {

    @Test
    void forgetsKeysAnswersAndMarkersEachAtItsTime() {
        try (var live = LiveBooks.start(Stores.database())) {
            var sql = live.bean(DatabaseClient.class);
            for (var row : List.of("33 days", "31 days")) {
                key(sql, row);
            }
            for (var row : List.of("61 minutes", "59 minutes")) {
                marker(sql, row);
            }

            live.bean(ForgetOldKeys.class).run().block();

            assertThat(texts(sql, "select key from platform.idempotency")).containsExactly("31 days");
            assertThat(texts(sql, "select key from platform.answer")).containsExactly("31 days");
            assertThat(texts(sql, "select (now() - at < interval '1 hour')::text from platform.journal_batch"))
                    .containsOnly("true");
        }
    }

    private static void key(DatabaseClient sql, String age) {
        run(sql, """
                insert into platform.idempotency (shard, scope, key, fingerprint, subject, created_at)
                values (0, gen_random_uuid(), '%s', '', gen_random_uuid(), now() - interval '%s')
                """.formatted(age, age));
        run(sql, """
                insert into platform.answer (shard, scope, key, status, body, created_at)
                values (0, gen_random_uuid(), '%s', 200, '', now() - interval '%s')
                """.formatted(age, age));
    }

    private static void marker(DatabaseClient sql, String age) {
        run(sql, "insert into platform.journal_batch values (gen_random_uuid(), now() - interval '%s')".formatted(age));
    }

    private static void run(DatabaseClient sql, String statement) {
        sql.sql(statement).then().block();
    }

    private static List<String> texts(DatabaseClient sql, String query) {
        return sql.sql(query)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }
}
