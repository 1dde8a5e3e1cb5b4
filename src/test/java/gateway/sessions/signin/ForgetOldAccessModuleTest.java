package gateway.sessions.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** What is forgotten, and above all what is not. */
class ForgetOldAccessModuleTest {

    private static final Instant NOW = Instant.parse("2030-06-15T12:00:00Z");

    private final Database database = Stores.database();
    private LiveBooks live;
    private DatabaseClient sql;

    @BeforeEach
    void start() {
        live = LiveBooks.start(database);
        sql = live.bean(DatabaseClient.class);
    }

    @AfterEach
    void stop() {
        live.close();
    }

    @Test
    void forgetsCodesADayAfterTheyExpired() {
        challenge("gone", "2030-06-14T11:59:00Z");
        challenge("kept", "2030-06-14T12:01:00Z");

        forget();

        assertThat(texts("select phone from sessions.challenge")).containsExactly("kept");
    }

    @Test
    void forgetsSessionsAMonthAfterTheyEnded() {
        session(1, "2030-05-16T11:59:00Z");
        session(2, "2030-05-16T12:01:00Z");

        forget();

        assertThat(texts("select epoch::text from sessions.session")).containsExactly("2");
    }

    @Test
    void keepsARevocationForAsLongAsASessionStandsThatItEnded() {
        session(10, "2031-01-01T00:00:00Z");
        revocation(9, "customer", "2030-01-01T00:00:00Z");
        revocation(11, "customer", "2030-01-01T00:00:00Z");
        revocation(12, "token", "2030-01-01T00:00:00Z");

        forget();

        assertThat(texts("select epoch::text from sessions.revocation")).containsExactly("11");
    }

    @Test
    void keepsARevocationThatTokensMayStillMeet() {
        revocation(1, "token", "2030-06-01T00:00:00Z");
        revocation(2, "session", "2030-06-01T00:00:00Z");

        forget();

        assertThat(texts("select epoch::text from sessions.revocation order by epoch"))
                .containsExactly("1", "2");
    }

    @Test
    void forgetsHowOftenAPhoneWasWrittenToOnlyWhenNothingDependsOnIt() {
        phone("long quiet", "2030-03-17T11:59:00Z", "null");
        phone("written to since", "2030-03-17T12:01:00Z", "null");
        phone("long unlocked", "2030-03-17T11:00:00Z", "'2030-03-17T11:59:00Z'");
        phone("still locked", "2030-03-17T11:00:00Z", "'2030-06-15T12:01:00Z'");
        run("insert into sessions.step_up_guard select * from sessions.phone_guard");

        forget();

        for (var guard : List.of("phone_guard", "step_up_guard")) {
            assertThat(texts("select phone from sessions." + guard + " order by phone"))
                    .as(guard)
                    .containsExactly("still locked", "written to since");
        }
    }

    @Test
    void forgetsDevicesWithoutSessionsThatNobodySignedInWithForAYear() {
        device("gone", "2029-06-15T11:59:00Z");
        device("seen", "2029-06-15T12:01:00Z");
        var device = device("signed in", "2029-01-01T00:00:00Z");
        session(7, "2030-12-01T00:00:00Z", device);

        forget();

        assertThat(texts("select name from sessions.device order by name")).containsExactly("seen", "signed in");
    }

    /** What somebody uses at this moment is left alone, and keeps nobody waiting. */
    @Test
    void passesByWhatIsInUse() throws SQLException {
        phone("long quiet", "2030-01-01T00:00:00Z", "null");
        device("gone", "2029-01-01T00:00:00Z");
        try (var user = database.jdbc()) {
            user.setAutoCommit(false);
            user.createStatement().execute("update sessions.phone_guard set sends = 2");
            user.createStatement().execute("update sessions.device set name = 'back'");

            forget();
            user.commit();
        }

        assertThat(texts("select phone from sessions.phone_guard")).containsExactly("long quiet");
        assertThat(texts("select name from sessions.device")).containsExactly("back");
    }

    @Test
    void worksOffMoreThanOneStep() {
        run("""
                insert into sessions.challenge (shard, id, kind, phone, bound_to, code_mac, device_name, language,
                                                created_at, expires_at)
                select 0, gen_random_uuid(), 'sign-in', 'old', '', '', '', 'en', '2030-01-01', '2030-01-01'
                  from generate_series(1, 4500)
                """);

        forget();

        assertThat(texts("select phone from sessions.challenge")).isEmpty();
    }

    @Test
    void worksOffMoreThanOneStepOfRevocations() {
        run("""
                insert into sessions.revocation (scope, subject, reason, revoked_at, matters_until)
                select 'session', n::text, 'test', '2030-01-01', '2030-01-01'
                  from generate_series(1, 4500) n
                """);

        forget();

        assertThat(texts("select subject from sessions.revocation")).isEmpty();
    }

    private void forget() {
        var settings =
                new ForgetSettings(Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(365));
        new ForgetOldAccess(sql, Clock.fixed(NOW, ZoneOffset.UTC), settings)
                .run()
                .block();
    }

    private void challenge(String phone, String expiresAt) {
        run("""
                insert into sessions.challenge (shard, id, kind, phone, bound_to, code_mac, device_name, language,
                                                created_at, expires_at)
                values (0, '%s', 'sign-in', '%s', '', '', '', 'en', now(), '%s')
                """.formatted(UUID.randomUUID(), phone, expiresAt));
    }

    private void phone(String phone, String windowStartedAt, String lockedUntil) {
        run("""
                insert into sessions.phone_guard (shard, phone, window_started_at, locked_until)
                values (0, '%s', '%s', %s)
                """.formatted(phone, windowStartedAt, lockedUntil));
    }

    private UUID device(String name, String lastSeenAt) {
        var id = UUID.randomUUID();
        run("""
                insert into sessions.device (shard, id, customer, key, name, created_at, last_seen_at)
                values (0, '%s', '%s', 'key', '%s', '2029-01-01', '%s')
                """.formatted(id, id, name, lastSeenAt));
        return id;
    }

    private void session(int epoch, String endsAt) {
        session(epoch, endsAt, UUID.randomUUID());
    }

    /** Of a customer who has the same id as the device. */
    private void session(int epoch, String endsAt, UUID id) {
        run("""
                insert into sessions.session (shard, id, customer, device, client, key, epoch, rotated_at,
                                              authenticated_at, last_seen_at, ends_at)
                values (0, '%s', '%s', '%s', 'app', 'key', %d, now(), now(), now(), '%s')
                """.formatted(id, id, id, epoch, endsAt));
    }

    private void revocation(int epoch, String scope, String mattersUntil) {
        run("""
                insert into sessions.revocation (epoch, scope, subject, reason, revoked_at, matters_until)
                values (%d, '%s', 'somebody', 'test', now(), '%s')
                """.formatted(epoch, scope, mattersUntil));
    }

    private void run(String statement) {
        sql.sql(statement).then().block();
    }

    private List<String> texts(String query) {
        return sql.sql(query)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }
}
