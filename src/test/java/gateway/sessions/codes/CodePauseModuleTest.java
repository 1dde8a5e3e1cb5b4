package gateway.sessions.codes;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.Phone;
import gateway.sessions.codes.CodeStore.Allowed;
import gateway.sessions.codes.CodeStore.Permission;
import gateway.sessions.codes.CodeStore.Refused;
import gateway.sessions.codes.Codes.Kind;
import gateway.sessions.policy.CodePolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.Stores;

/** How long a phone waits for its next code, by the database. */
class CodePauseModuleTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static CodeStore store;

    @BeforeAll
    static void open() {
        store = new CodeStore(DatabaseClient.create(Stores.database().connections()));
    }

    private static CodePolicy policy(int sends, int pause) {
        return new CodePolicy(
                6,
                Duration.ofSeconds(59),
                3,
                Duration.ofMinutes(15),
                sends,
                Duration.ofMinutes(15),
                Duration.ofSeconds(pause));
    }

    private static Permission ask(String phone, CodePolicy policy, int second) {
        return store.allowSend(Kind.SIGN_IN, Phone.parse(phone).orElseThrow(), NOW.plusSeconds(second), policy)
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void thePauseIsWaitedForAndThenTheWindowCounts() {
        var phone = "998905550001";
        var policy = policy(3, 30);

        assertThat(ask(phone, policy, 0)).isInstanceOf(Allowed.class);
        assertThat(ask(phone, policy, 29)).isEqualTo(new Refused(false, NOW.plusSeconds(30)));
        assertThat(ask(phone, policy, 30)).isInstanceOf(Allowed.class);
        assertThat(ask(phone, policy, 60)).isInstanceOf(Allowed.class);
        assertThat(ask(phone, policy, 90)).isEqualTo(new Refused(false, NOW.plusSeconds(900)));
        assertThat(ask(phone, policy, 900)).isInstanceOf(Allowed.class);
        assertThat(ask(phone, policy, 901)).isEqualTo(new Refused(false, NOW.plusSeconds(930)));
    }

    /** Nobody waits for another node's clock either. */
    @Test
    void withoutAPauseNobodyWaits() {
        var phone = "998905550002";

        assertThat(ask(phone, policy(3, 0), 5)).isInstanceOf(Allowed.class);
        assertThat(ask(phone, policy(3, 0), 5)).isInstanceOf(Allowed.class);
        assertThat(ask(phone, policy(3, 0), 4)).isInstanceOf(Allowed.class);
    }
}
