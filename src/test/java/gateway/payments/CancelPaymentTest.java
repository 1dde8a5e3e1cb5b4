package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.payments.Payment.State;
import gateway.payments.Payment.State.AwaitingPayer;
import gateway.payments.Payment.State.Completed;
import gateway.payments.Payment.State.Withdrawing;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.processors.TestRails;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import sandbox.simulation.Uncontrolled;
import sandbox.simulation.Unlimited;

/** A bill is called off although whoever asks its operator moves it on meanwhile. */
class CancelPaymentTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant PAY_BY = NOW.plusSeconds(1800);
    private static final int ALWAYS = 100;

    private final MemoryBooks books = new MemoryBooks();
    private final CancelPayment cancel = cancel();
    private int moves;

    @Test
    void whatStillWaitsIsCalledOff() {
        var bill = waiting();
        meanwhile(bill, 3, awaited());

        assertThat(cancelled(bill).state()).isInstanceOf(Withdrawing.class);
        assertThat(now(bill).state()).isInstanceOf(Withdrawing.class);
    }

    @Test
    void whatWasPaidMeanwhileIsNotCalledOff() {
        var bill = waiting();
        meanwhile(bill, 1, new Completed(null, null, NOW));

        assertThatThrownBy(() -> cancelled(bill))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        no -> assertThat(no.type()).isEqualTo(PaymentProblem.PAYMENT_NOT_CANCELLABLE));
        assertThat(now(bill).state()).isInstanceOf(Completed.class);
    }

    @Test
    void theCustomerIsToldWhenItMovesEveryTime() {
        var bill = waiting();
        meanwhile(bill, ALWAYS, awaited());

        assertThatThrownBy(() -> cancelled(bill))
                .isInstanceOfSatisfying(
                        ProblemException.class, no -> assertThat(no.type()).isEqualTo(PaymentProblem.PAYMENT_CHANGED));
        assertThat(now(bill).state()).isEqualTo(awaited());
        assertThat(moves).isEqualTo(4);
    }

    private Payment cancelled(Payment bill) {
        return cancel.cancel(bill.customer(), bill.id())
                .blockOptional(Duration.ofSeconds(5))
                .orElseThrow();
    }

    private Payment now(Payment bill) {
        return books.payment(bill.id()).orElseThrow();
    }

    private Payment waiting() {
        var like = Examples.billToMerchant(awaited());
        var bill = new Payment(
                like.id(),
                1,
                like.customer(),
                like.key(),
                like.amount(),
                like.source(),
                like.destination(),
                like.refunded(),
                like.openedAt(),
                like.finalBy(),
                like.state());
        write(bill);
        return bill;
    }

    /** Somebody else writes between a read and the write after it, so many times. */
    private void meanwhile(Payment bill, int times, State next) {
        if (moves < times) {
            books.before(WritePayment.class, () -> {
                moves++;
                write(now(bill).in(next));
                meanwhile(bill, times, next);
            });
        }
    }

    private void write(Payment payment) {
        var entry = new Entry(payment.shard(), Priority.COMPLETION, List.of(new WritePayment(payment, null)));
        books.commit(entry).block(SECOND);
    }

    private static State awaited() {
        return new AwaitingPayer(ATTEMPT, "5000001", PAY_BY, 2);
    }

    private CancelPayment cancel() {
        var settings = new PaymentSettings(
                0, true, SECOND, Duration.ofHours(1), SECOND, SECOND, SECOND, 1, SECOND, SECOND, 1, "OQIM", "6012");
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var journal = Journals.over(
                books, settings, Unlimited.INSTANCE, Uncontrolled.INSTANCE, new SimpleMeterRegistry(), clock);
        var rails = new Rails(_ -> List.of(), TestRails.guarded(), settings);
        return new CancelPayment(new FindPayment(books), new PaymentRun(rails, journal, settings, clock));
    }
}
