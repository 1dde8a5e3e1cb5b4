package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Stores;

/** What the database understands of the arrays we send. */
@TestInstance(Lifecycle.PER_CLASS)
class BinaryArraysModuleTest {

    private final Connection connection = connect();

    @AfterAll
    void close() {
        Mono.from(connection.close()).block();
    }

    @Test
    void everyKindOfElementArrives() {
        assertThat(text("smallint[]", new Short[] {1, -2})).isEqualTo("{1,-2}");
        assertThat(text("integer[]", new Integer[] {7, Integer.MIN_VALUE})).isEqualTo("{7,-2147483648}");
        assertThat(text("bigint[]", new Long[] {5L, Long.MAX_VALUE})).isEqualTo("{5,9223372036854775807}");
        assertThat(text("text[]", new String[] {"a\"b'\\,{}", "", "oʻzbek 😀"}))
                .isEqualTo("{\"a\\\"b'\\\\,{}\",\"\",\"oʻzbek 😀\"}");
        assertThat(text("uuid[]", new UUID[] {new UUID(1, -1)})).isEqualTo("{00000000-0000-0001-ffff-ffffffffffff}");
        assertThat(text("timestamptz[]", new Instant[] {Instant.parse("1999-12-31T23:59:59.999999Z")}))
                .isEqualTo("{\"1999-12-31 23:59:59.999999+00\"}");
        assertThat(text("timestamptz[]", new OffsetDateTime[] {OffsetDateTime.parse("2026-01-01T05:00:00+05:00"), null
                }))
                .isEqualTo("{\"2026-01-01 00:00:00+00\",NULL}");
        assertThat(text("bytea[]", new byte[][] {{1, -1}, {}})).isEqualTo("{\"\\\\x01ff\",\"\\\\x\"}");
    }

    @Test
    void nothingAndNullsArrive() {
        assertThat(text("uuid[]", new UUID[0])).isEqualTo("{}");
        assertThat(text("uuid[]", new UUID[] {null, new UUID(0, 1)}))
                .isEqualTo("{NULL,00000000-0000-0000-0000-000000000001}");
    }

    private String text(String type, Object array) {
        return Objects.requireNonNull(Flux.from(connection
                        .createStatement("select ($1::" + type + ")::text")
                        .bind(0, array)
                        .execute())
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, String.class))))
                .blockLast());
    }

    private static Connection connect() {
        var database = Stores.emptyDatabase();
        var options = ConnectionFactoryOptions.parse(database.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, database.user())
                .option(ConnectionFactoryOptions.PASSWORD, database.password())
                .option(PostgresqlConnectionFactoryProvider.EXTENSIONS, List.of(new BinaryArrays()))
                .build();
        return Objects.requireNonNull(
                Mono.<Connection>from(ConnectionFactories.get(options).create()).block());
    }
}
