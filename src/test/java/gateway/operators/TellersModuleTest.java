package gateway.operators;

import static gateway.operators.OperatorsRig.balance;
import static gateway.operators.OperatorsRig.here;
import static gateway.operators.OperatorsRig.now;
import static gateway.operators.OperatorsRig.person;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.OperatorTransaction.TransactionKey;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sandbox.operators.OperatorWire;
import sandbox.operators.OperatorWire.Heard;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Meaning;
import sandbox.operators.Teller.Message;
import sandbox.operators.Teller.Slip;
import sandbox.operators.Teller.Stand;
import sandbox.operators.Teller.Step;
import sandbox.operators.Tellers;

/** What campaigns and measurements send as operators is what operators send, and they read the answers rightly. */
class TellersModuleTest {

    private static OperatorWire wire;

    @BeforeAll
    static void start() {
        OperatorsRig.start();
        wire = OperatorsRig.wire();
    }

    @AfterAll
    static void stop() {
        OperatorsRig.stop();
    }

    private static Heard send(Message message) {
        return wire.post(message.path(), message.headers(), message.body());
    }

    static Stream<String> protocols() {
        return Tellers.names().stream();
    }

    private static String phone(String protocol, int kind) {
        return person("9989066" + kind + "%04d".formatted(Math.floorMod(protocol.hashCode(), 10_000)));
    }

    private static Slip step(Teller teller, Step step, Slip slip) {
        var first = send(teller.message(step, slip));
        assertThat(teller.meaning(step, first)).as("%s: %s", step, first).isEqualTo(Meaning.DONE);
        var known = teller.learned(slip, first);
        var again = send(teller.message(step, known));
        if (teller.repeatsItself(step)) {
            assertThat(again).isEqualTo(first);
        } else {
            assertThat(teller.meaning(step, again)).as("%s", again).isEqualTo(Meaning.BEFORE);
        }
        return known;
    }

    private static void stands(Teller teller, Slip slip, Stand wanted) {
        teller.question(slip)
                .ifPresent(question -> assertThat(teller.stand(send(question))).isEqualTo(wanted));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void paysAndTakesBack(String protocol) {
        var teller = Tellers.of(protocol, OperatorsRig.SECRET);
        var somebody = phone(protocol, 1);
        var slip = teller.slip(somebody, 500_000);

        stands(teller, slip, Stand.NOTHING);
        if (teller.announces()) {
            slip = step(teller, Step.ANNOUNCE, slip);
            stands(teller, slip, Stand.ANNOUNCED);
        }
        slip = step(teller, Step.PAY, slip);
        stands(teller, slip, Stand.PAID);
        assertThat(balance(somebody)).isEqualTo(500_000);
        slip = step(teller, Step.UNDO, slip);
        stands(teller, slip, Stand.UNDONE);
        assertThat(balance(somebody)).isZero();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void paysAnInvoice(String protocol) {
        var teller = Tellers.of(protocol, OperatorsRig.SECRET);
        var invoice = OperatorsRig.invoice();
        var slip = teller.slip(invoice.number(), invoice.minor());

        slip = teller.announces() ? step(teller, Step.ANNOUNCE, slip) : slip;
        step(teller, Step.PAY, slip);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void hearsNoToWhatNobodyMay(String protocol) {
        var teller = Tellers.of(protocol, OperatorsRig.SECRET);
        var slip = teller.slip(phone(protocol, 2), 500_000);
        var first = teller.announces() ? Step.ANNOUNCE : Step.PAY;

        assertThat(teller.meaning(first, send(teller.forged(first, slip)))).isEqualTo(Meaning.REFUSED);
        assertThat(teller.meaning(first, send(teller.message(first, teller.slip(OperatorsRig.STRANGER, 500_000)))))
                .isEqualTo(Meaning.REFUSED);
        stands(teller, slip, Stand.NOTHING);
    }

    /** As each operator's documents have it; what Paynet pays with one call never waits. */
    @ParameterizedTest
    @CsvSource({"payme, PT12H", "click, PT12H", "uzum, PT30M"})
    void waitsAsLongAsTheProtocolSays(String protocol, Duration wait) {
        var teller = Tellers.of(protocol, OperatorsRig.SECRET);
        var slip = teller.slip(phone(protocol, 7), 500_000);

        send(teller.message(Step.ANNOUNCE, slip));

        var key = new TransactionKey(new Operator(protocol), slip.id());
        var it = now(here.bean(Transactions.class).find(key)).orElseThrow();
        // From when it began, a moment before we made it known.
        assertThat(Duration.between(it.expiresAt(), it.createdAt().plus(wait)))
                .isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(5));
    }
}
