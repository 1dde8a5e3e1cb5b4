package gateway.sessions.codes;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.sessions.codes.ReplayCodes.Change;
import gateway.sessions.policy.CodePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.Stores;

/** Codes of the past, by the database. */
class ReplayCodesModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void codesAreReadInTheOrderInWhichTheyWereSent() {
        var database = DatabaseClient.create(Stores.database().connections());
        for (int n : new int[] {3, 1, 2}) {
            database.sql("""
                            insert into sessions.challenge (shard, id, kind, phone, bound_to, code_mac, device_name,
                                                            language, created_at, expires_at, used_at)
                            values (3, :id, 'sign-in', '998901112233', decode('00', 'hex'), decode('00', 'hex'), '',
                                    'uz', :at, :end, :used)
                            """)
                    .bind("id", new UUID(n, 3))
                    .bind("at", NOW.plusSeconds(10L * n))
                    .bind("end", NOW.plusSeconds(10L * n + 59))
                    .bind("used", NOW.plusSeconds(10L * n + 40))
                    .then()
                    .block(PATIENCE);
        }
        var policy = new CodePolicy(
                6, Duration.ofSeconds(30), 3, Duration.ofMinutes(15), 2, Duration.ofMinutes(15), Duration.ZERO);

        var report = Objects.requireNonNull(
                new ReplayCodes(database).replay(policy, NOW).block(PATIENCE));

        assertThat(report.looked()).isEqualTo(3);
        assertThat(report.changes())
                .extracting(Change::now)
                .containsExactly(
                        "used after 40s -> expired", "used after 40s -> expired", "sent -> refused: too many codes");

        var ofTheLast = Objects.requireNonNull(
                new ReplayCodes(database).replay(policy, NOW.plusSeconds(25)).block(PATIENCE));

        assertThat(ofTheLast.looked()).as("those before only fill the windows").isEqualTo(1);
        assertThat(ofTheLast.changes()).extracting(Change::now).containsExactly("sent -> refused: too many codes");
    }
}
