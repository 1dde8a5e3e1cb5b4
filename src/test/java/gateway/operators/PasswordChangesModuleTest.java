package gateway.operators;

import static gateway.operators.OperatorsRig.here;
import static gateway.operators.OperatorsRig.now;
import static gateway.operators.OperatorsRig.there;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.wire.Login;
import gateway.operators.wire.Passwords;
import gateway.operators.wire.Passwords.Change;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** No change of a password locks an operator out: not one whose answer is lost, and not two at once. */
class PasswordChangesModuleTest {

    private static final String OLD = "as-agreed-on-paper";
    private static final Duration DAY = Duration.ofDays(1);

    @BeforeAll
    static void start() {
        OperatorsRig.start();
    }

    @AfterAll
    static void stop() {
        OperatorsRig.stop();
    }

    private static Login login(String operator) {
        return new Login(new Operator(operator), "them", OperatorsRig.sha256(OLD));
    }

    private static String basic(String password) {
        var pair = ("them:" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static Passwords at(int turn) {
        return (turn % 2 == 0 ? here : there).bean(Passwords.class);
    }

    private static Mono<Change> change(int turn, Login login, String known, String wanted) {
        return at(turn).change(login, basic(known), wanted, DAY);
    }

    private static boolean letsIn(int turn, Login login, String password) {
        return now(at(turn).areRight(login, basic(password)));
    }

    /** Cut off at another point each time: before the commit, in it, after it. The repeat reaches the other node. */
    @Test
    void whoNeverHeardTheAnswerAsksAgainAndIsIn() {
        var login = login("cut");
        var known = OLD;
        for (int n = 0; n < 12; n++) {
            var wanted = "chosen-" + n;
            change(n, login, known, wanted)
                    .takeUntilOther(Mono.delay(Duration.ofNanos(n * 300_000L)))
                    .blockOptional();

            assertThat(letsIn(n + 1, login, known)).as("the old one, %d", n).isTrue();
            assertThat(now(change(n + 1, login, known, wanted))).isIn(Change.DONE, Change.DONE_BEFORE);
            assertThat(now(change(n, login, known, wanted))).isEqualTo(Change.DONE_BEFORE);
            assertThat(letsIn(n, login, wanted)).as("the new one, %d", n).isTrue();
            assertThat(letsIn(n + 1, login, known))
                    .as("the old one after that, %d", n)
                    .isFalse();
            known = wanted;
        }
    }

    @Test
    void ofManyChangesAtOnceOneCounts() {
        var login = login("many");
        for (var known : new String[] {OLD, "winner"}) {
            var heard = now(Flux.fromStream(IntStream.range(0, 16).boxed())
                    .flatMap(n -> change(n, login, known, known + n).map(change -> n + " " + change), 16)
                    .collectList());

            var done = heard.stream().filter(line -> line.endsWith(" DONE")).toList();
            assertThat(done).as("%s", heard).hasSize(1);
            assertThat(heard.stream().filter(line -> line.endsWith(" OVERTAKEN")))
                    .hasSize(15);
            var chosen = known + done.getFirst().replace(" DONE", "");
            assertThat(letsIn(0, login, known)).isTrue();
            assertThat(letsIn(1, login, chosen)).isTrue();
            assertThat(IntStream.range(0, 16).filter(n -> letsIn(n, login, known + n)))
                    .hasSize(1);
            assertThat(now(change(0, login, chosen, "winner"))).isEqualTo(Change.DONE);
            assertThat(letsIn(1, login, "winner")).isTrue();
        }
    }

    @Test
    void theSameManyTimesAtOnceIsOneChangeThatAllHearOf() {
        var login = login("same");

        var heard = now(Flux.fromStream(IntStream.range(0, 16).boxed())
                .flatMap(n -> change(n, login, OLD, "chosen"), 16)
                .collectList());

        assertThat(heard).containsOnly(Change.DONE, Change.DONE_BEFORE);
        assertThat(heard).filteredOn(Change.DONE::equals).hasSize(1);
        assertThat(now(change(0, login, "chosen", "chosen"))).isEqualTo(Change.SAME);
    }

    @Test
    void theOldOneCountsNoLongerThanItsTime() {
        var login = login("late");
        assertThat(now(change(0, login, OLD, "chosen"))).isEqualTo(Change.DONE);
        assertThat(letsIn(1, login, OLD)).isTrue();

        now(here.bean(DatabaseClient.class).sql("""
                        update operators.credential
                           set previous_until = now() - interval '1 second'
                         where operator = 'late'
                        """).fetch().rowsUpdated());

        assertThat(letsIn(1, login, OLD)).isFalse();
        assertThat(now(change(0, login, OLD, "chosen"))).isEqualTo(Change.OVERTAKEN);
        assertThat(letsIn(0, login, "chosen")).isTrue();
        assertThat(letsIn(0, login, "never")).isFalse();
    }
}
