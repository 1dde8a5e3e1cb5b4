package gateway.processors.correspondent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.platform.resilience.BackgroundWork;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sandbox.embedded.Stores;

/** What those see who watch messages, and what they do not see while the node cannot look. */
class WatchMessagesModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CorrespondentDatabase own =
            new CorrespondentDatabase(Stores.database().connections());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BackgroundWork watch = new WatchMessages().watchingCorrespondents(own, meters);

    @AfterEach
    void close() {
        own.destroy();
    }

    @Test
    void showsHowLongTheOldestWaitsEitherWayAndHowManyAreStuck() {
        outgoing("one", "waiting", 90);
        outgoing("two", "waiting", 30);
        outgoing("three", "sent", 900);
        outgoing("four", "stuck", 900);
        incoming("five", "waiting", 200);
        incoming("six", "told", 900);

        look();

        assertThat(gauge("oldest_unsent_seconds")).isBetween(90.0, 150.0);
        assertThat(gauge("oldest_untold_seconds")).isBetween(200.0, 260.0);
        assertThat(gauge("stuck")).isEqualTo(1);
    }

    @Test
    void whoCannotLookShowsNoNumber() {
        outgoing("one", "stuck", 0);
        assertThat(gauge("stuck")).isNaN();
        look();
        assertThat(gauge("stuck")).isEqualTo(1);

        run("alter table correspondents.outgoing rename to away");
        assertThatThrownBy(this::look).hasMessageContaining("outgoing");
        assertThat(gauge("stuck")).isNaN();
        assertThat(gauge("oldest_unsent_seconds")).isNaN();
        assertThat(gauge("oldest_untold_seconds")).isNaN();

        run("alter table correspondents.away rename to outgoing");
        look();
        assertThat(gauge("stuck")).isEqualTo(1);
        assertThat(gauge("oldest_unsent_seconds")).isZero();
    }

    private void look() {
        watch.work().blockFirst(PATIENCE);
    }

    private double gauge(String name) {
        return meters.get("oqim_correspondents_" + name).gauge().value();
    }

    private void outgoing(String id, String state, int seconds) {
        run("""
                insert into correspondents.outgoing (id, correspondent, uetr, definition, facts, body, created_at,
                                                     state, next_try_at)
                values ('%s', 'files', gen_random_uuid(), 'pacs.008.001.08', '', '',
                        now() - interval '%d seconds', '%s', now())
                """.formatted(id, seconds, state));
    }

    private void incoming(String id, String state, int seconds) {
        run("""
                insert into correspondents.incoming (correspondent, id, definition, digest, body, received_at, state,
                                                     next_try_at)
                values ('files', '%s', 'pacs.002.001.10', '', '', now() - interval '%d seconds', '%s', now())
                """.formatted(id, seconds, state));
    }

    private void run(String statement) {
        own.client().sql(statement).then().block(PATIENCE);
    }
}
