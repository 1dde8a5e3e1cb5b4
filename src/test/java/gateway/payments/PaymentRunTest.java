package gateway.payments;

import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.approved;
import static gateway.payments.Examples.cardToMerchant;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.Scheme;
import gateway.ledger.TransferRefusal;
import gateway.ledger.TransferRefusal.Reason;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.State;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Refusal;
import gateway.processors.DeclineReason;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Outcome.Declined;
import gateway.processors.Outcome.NotSent;
import gateway.processors.Outcome.Unknown;
import gateway.processors.Processor;
import gateway.processors.Processors;
import gateway.processors.Reversal;
import gateway.processors.TestRails;
import gateway.routing.Candidate;
import gateway.routing.Routing;
import gateway.shared.ids.TransferId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import sandbox.simulation.Uncontrolled;
import sandbox.simulation.Unlimited;

/** Which rail is asked next, and what is written before it is asked. */
class PaymentRunTest {

    private static final Attempt FIRST = new Attempt("first", new MessageIdentity("first-1"), "best");

    /** Every write and every message, in order. */
    private final List<String> happened = new ArrayList<>();

    /** Answers of the next writes, before any is taken. */
    private final List<Refusal> booksRefuse = new ArrayList<>();

    private boolean movedElsewhere;

    private Duration commitTakes = Duration.ZERO;
    private Instant now = NOW;
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);

    @Test
    void whatWasNotSentGoesToTheNextRailAndIsWrittenBefore() {
        var done = forward(new NotSent("refused"), approved());

        assertThat(done.state()).isInstanceOf(State.Completed.class);
        assertThat(happened)
                .containsExactly("ask first", "write debiting by second", "ask second", "write completed by second");
    }

    @Test
    void neverTriesElsewhereAfterSilence() {
        var open = forward(new Unknown("silence"), approved());

        assertThat(open.state()).isInstanceOf(State.DebitUnknown.class);
        assertThat(happened).containsExactly("ask first", "write debit_unknown by first");
    }

    @Test
    void neverSendsWhatAnotherNodeWrote() {
        movedElsewhere = true;

        var nothing = run(new NotSent("refused"), approved())
                .forward(cardToMerchant(new State.Debiting(FIRST)))
                .blockOptional(Duration.ofSeconds(5));

        assertThat(nothing).isEmpty();
        assertThat(happened).containsExactly("ask first", "write debiting by second");
    }

    @Test
    void neverTriesElsewhereAfterADecline() {
        var declined = forward(new Declined(DeclineReason.INSUFFICIENT_FUNDS, "51"), approved());

        assertThat(declined.state()).isInstanceOf(State.Declined.class);
        assertThat(happened).containsExactly("ask first", "write declined");
    }

    @Test
    void givesUpAfterTheSecond() {
        var declined = forward(new NotSent("refused"), new NotSent("refused too"));

        assertThat(declined.state())
                .isEqualTo(new State.Declined(new Payment.Denial(DeclineReason.NOT_DELIVERED, "second", null), NOW));
        assertThat(happened).containsExactly("ask first", "write debiting by second", "ask second", "write declined");
    }

    @Test
    void whatSomebodyElseAskedBecomesUnknownBeforeAnythingIsAskedOrUndone() {
        var open = run(approved(), approved())
                .resolve(cardToMerchant(new State.Debiting(FIRST)))
                .blockOptional(Duration.ofSeconds(5))
                .orElseThrow();

        assertThat(open.state()).isInstanceOf(State.DebitUnknown.class);
        assertThat(happened).containsExactly("write debit_unknown by first");
    }

    private PaymentRun run(Outcome first, Outcome second) {
        return run(TestRails.guarded(new Rail("first", first), new Rail("second", second)));
    }

    private Payment forward(Outcome first, Outcome second) {
        return run(first, second)
                .forward(cardToMerchant(new State.Debiting(FIRST)))
                .blockOptional(Duration.ofSeconds(5))
                .orElseThrow();
    }

    /** Its twin on another node must not pay later what the customer was refused here. */
    @Test
    void aConfirmedPaymentThatTheBooksRefuseEnds() {
        booksRefuse.add(new TransferRefusal(new TransferId(Examples.IDS.next(3)), Reason.INSUFFICIENT_FUNDS));
        var waiting = cardToMerchant(Examples.WAITING);
        var claim = PaymentJournal.claim(waiting, new byte[32]);

        var ended = run(approved(), approved())
                .confirm(waiting, new PaymentInput.Confirmed(FIRST), claim)
                .blockOptional(Duration.ofSeconds(5))
                .orElseThrow();

        assertThat(ended.state())
                .isEqualTo(new State.Declined(new Payment.Denial(DeclineReason.INSUFFICIENT_FUNDS, null, null), NOW));
        assertThat(happened).containsExactly("write debiting by first", "write declined");
    }

    @Test
    void sendsNothingThatStoodStillForHalfOfItsLease() {
        commitTakes = Duration.ofMillis(500);

        var waiting = forward(new NotSent("refused"), approved());

        assertThat(waiting.state()).isInstanceOf(State.Debiting.class);
        assertThat(happened).containsExactly("ask first", "write debiting by second");
    }

    private PaymentRun run(Processors rails) {
        Routing routing = question -> rails.serving(question.scheme()).stream()
                .map(rail -> new Candidate(rail, "in turn"))
                .toList();
        var settings = settings();
        var journal = Journals.over(
                writing(), settings, Unlimited.INSTANCE, Uncontrolled.INSTANCE, new SimpleMeterRegistry(), clock);
        return new PaymentRun(new Rails(routing, rails, settings), journal, settings, clock);
    }

    private Journal writing() {
        return entry -> Mono.fromSupplier(() -> written(entry));
    }

    private Decision written(Entry entry) {
        now = now.plus(commitTakes);
        var payment = entry.parts().stream()
                .filter(WritePayment.class::isInstance)
                .map(part -> ((WritePayment) part).payment())
                .findFirst()
                .orElseThrow();
        happened.add("write " + PaymentView.statusOf(payment.state()) + by(payment.state()));
        if (!booksRefuse.isEmpty()) {
            return new Decision.Refused(booksRefuse.removeFirst());
        }
        return movedElsewhere ? new Decision.Refused(new WritePayment.Stale()) : Decision.COMMITTED;
    }

    private static String by(State state) {
        return switch (state) {
            case State.Debiting it -> " by " + it.debit().processor();
            case State.DebitUnknown it -> " by " + it.debit().processor();
            case State.Completed(var debit, var _, var _)
            when debit != null -> " by " + debit.attempt().processor();
            default -> "";
        };
    }

    private static PaymentSettings settings() {
        var second = Duration.ofSeconds(1);
        return new PaymentSettings(
                0, true, second, Duration.ofHours(1), second, second, second, 1, second, second, 1, "OQIM", "6012");
    }

    /** A rail with one answer. */
    private final class Rail implements Processor {

        private final String name;
        private final Outcome answer;

        Rail(String name, Outcome answer) {
            this.name = name;
            this.answer = answer;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Scheme scheme() {
            return Scheme.UZCARD;
        }

        @Override
        public Mono<MessageIdentity> identify(LegRequest request) {
            return Mono.just(new MessageIdentity(name + "-1"));
        }

        @Override
        public Mono<Outcome> send(Leg leg) {
            happened.add("ask " + name);
            return Mono.just(answer);
        }

        @Override
        public Mono<Reversal> reverse(Leg leg, int attempt) {
            return Mono.error(new AssertionError("Nothing to reverse"));
        }
    }
}
