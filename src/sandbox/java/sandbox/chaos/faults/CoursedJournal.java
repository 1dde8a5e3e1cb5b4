package sandbox.chaos.faults;

import gateway.operators.OperatorTransaction;
import gateway.operators.WriteTransaction;
import gateway.payments.WritePayment;
import gateway.payments.WriteRefund;
import gateway.platform.journal.Announce;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Part;
import gateway.shared.ids.PaymentId;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The node's journal, with a point before and after every durable write of a payment or refund. */
final class CoursedJournal implements Journal {

    private final Journal journal;
    private final Courses courses;

    CoursedJournal(Journal journal, Courses courses) {
        this.journal = journal;
        this.courses = courses;
    }

    @Override
    public Mono<Decision> commit(Entry entry) {
        return Courses.through(course(entry), name(entry), () -> journal.commit(entry));
    }

    private Optional<Course> course(Entry entry) {
        var claimed =
                parts(entry, ClaimKey.class).flatMap(claim -> courses.join(claim.key(), claim.subject()).stream());
        var announced = parts(entry, Announce.class)
                .flatMap(it -> it.events().stream())
                .flatMap(event -> courses.of(event.subject()).stream());
        var written = parts(entry, WritePayment.class)
                .flatMap(it -> courses.of(it.payment().id().value()).stream());
        var passedOn = parts(entry, WriteTransaction.class)
                .flatMap(it -> payments(it.transaction()))
                .flatMap(it -> courses.of(it.value()).stream());
        return Stream.of(claimed, announced, written, passedOn)
                .flatMap(it -> it)
                .findFirst();
    }

    /** By which it was or is passed on to a card. */
    private static Stream<PaymentId> payments(OperatorTransaction transaction) {
        var onward = transaction.onward();
        return onward == null ? Stream.of() : Stream.concat(Stream.of(onward.payment()), onward.undelivered().stream());
    }

    /** After what it announces, such as {@code payment.completed}; most writes announce one thing. */
    private static String name(Entry entry) {
        return parts(entry, Announce.class)
                .flatMap(it -> it.events().stream())
                .map(Announce.Event::type)
                .findFirst()
                .orElseGet(() -> silent(entry));
    }

    private static String silent(Entry entry) {
        if (parts(entry, WriteRefund.class).findAny().isPresent()) {
            return "refund.checked";
        }
        if (parts(entry, WriteTransaction.class).findAny().isPresent()) {
            return "topup.passed";
        }
        return parts(entry, WritePayment.class).findAny().isPresent() ? "payment.checked" : "answer.kept";
    }

    private static <P extends Part> Stream<P> parts(Entry entry, Class<P> kind) {
        return entry.parts().stream().filter(kind::isInstance).map(kind::cast);
    }
}
