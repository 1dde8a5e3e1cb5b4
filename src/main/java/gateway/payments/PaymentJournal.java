package gateway.payments;

import gateway.cards.UseCard;
import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Transfer;
import gateway.payments.Controls.Ruling;
import gateway.payments.PaidFor.Together;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.State;
import gateway.platform.journal.Announce;
import gateway.platform.journal.Announce.AnswerTo;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Part;
import gateway.shared.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes a payment together with everything that must agree with it, or nothing. The only writer of payments. */
@Component
class PaymentJournal {

    private static final int CREATED = 201;

    /** Where the derived ids of events begin, after those of transfers and messages. */
    private static final int EVENTS = 0x1000;

    private final Journal journal;
    private final PaymentRenderer renderer;
    private final CheckSchedule schedule;
    private final PaymentMeters meters;
    private final PaymentWatchers watchers;
    private final PaymentChecks checks;
    private final Clock clock;

    PaymentJournal(
            Journal journal,
            PaymentRenderer renderer,
            PaymentSettings settings,
            PaymentMeters meters,
            PaymentWatchers watchers,
            PaymentChecks checks,
            Clock clock) {
        this.journal = journal;
        this.renderer = renderer;
        this.schedule = CheckSchedule.of(settings);
        this.meters = meters;
        this.watchers = watchers;
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * Opens a payment: key, card, holds, the message that will be sent. What the customer is told is stored with it
     * unless a rail has to be asked first.
     */
    Mono<Decision> open(Payment payment, byte[] fingerprint, List<Transfer> transfers, Ruling ruling) {
        return checks.before(payment, ruling)
                .map(refusal -> Mono.<Decision>just(new Decision.Refused(refusal)))
                .orElseGet(() -> checks.together(payment)
                        .flatMap(together -> open(payment, fingerprint, transfers, ruling, together)));
    }

    private Mono<Decision> open(
            Payment payment, byte[] fingerprint, List<Transfer> transfers, Ruling ruling, Together together) {
        var parts = new ArrayList<Part>();
        var body = renderer.render(payment);
        parts.add(claim(payment, fingerprint));
        if (payment.source() instanceof Source.OwnCard card) {
            parts.add(new UseCard(card.card(), payment.customer()));
        }
        parts.addAll(checks.made(payment, ruling));
        // Before the transfers, so that whoever comes too late for what is paid for hears that and nothing else.
        parts.addAll(together.parts());
        addPayment(parts, payment, both(transfers, together.transfers()));
        parts.add(new Announce(both(List.of(event(payment, body, !payment.isRunning())), together.events())));
        return journal.commit(new Entry(payment.shard(), Priority.NEW, parts))
                .doOnNext(decision -> count(decision, payment))
                .flatMap(decision -> checks.heard(payment, ruling, decision));
    }

    static ClaimKey claim(Payment payment, byte[] fingerprint) {
        return new ClaimKey(
                payment.shard(),
                payment.customer().value(),
                payment.key(),
                fingerprint,
                payment.id().value());
    }

    static ClaimKey claim(Refund refund, byte[] fingerprint) {
        return new ClaimKey(
                refund.shard(),
                refund.customer().value(),
                refund.key(),
                fingerprint,
                refund.id().value());
    }

    /** Moves a payment on. {@code before} names the version that must still stand. */
    Mono<Decision> advance(Payment before, Payment next, List<Transfer> transfers, Cause cause) {
        return checks.movedOn(before, next, cause.said())
                .flatMap(more -> checks.together(next)
                        .flatMap(together -> advance(before, next, transfers, with(cause.claims(), more), together)));
    }

    private Mono<Decision> advance(
            Payment before, Payment next, List<Transfer> transfers, List<Part> more, Together together) {
        var parts = new ArrayList<>(more);
        parts.addAll(together.parts());
        var body = renderer.render(next);
        if (before.isWaiting() && next.source() instanceof Source.OwnCard card && !next.isFinal()) {
            parts.add(new UseCard(card.card(), next.customer()));
        }
        addPayment(parts, next, both(transfers, together.transfers()));
        boolean answers = before.isRunning() && !next.isRunning();
        var events = next.state().getClass() == before.state().getClass()
                ? together.events()
                : both(List.of(event(next, body, answers)), together.events());
        if (!events.isEmpty()) {
            parts.add(new Announce(events));
        }
        return journal.commit(new Entry(next.shard(), Priority.COMPLETION, parts))
                .doOnNext(decision -> count(decision, next))
                .flatMap(decision -> checks.heard(next, decision));
    }

    /** Opens a refund and takes its amount out of what is left of the payment. */
    Mono<Decision> open(Refund refund, Payment payment, byte[] fingerprint, List<Transfer> transfers) {
        var parts = new ArrayList<Part>();
        var body = renderer.render(refund);
        parts.add(claim(refund, fingerprint));
        parts.addAll(checks.refunding(payment));
        parts.add(new WritePayment(payment, null));
        addRefund(parts, refund, transfers);
        parts.add(new Announce(List.of(event(refund, body, !refund.isRunning()))));
        return commit(refund, Priority.NEW, parts);
    }

    /** Moves a refund on; with {@code payment} when the payment gets the amount back. */
    Mono<Decision> advance(
            Refund before, Refund next, @org.jspecify.annotations.Nullable Payment payment, List<Transfer> transfers) {
        var parts = new ArrayList<Part>();
        var body = renderer.render(next);
        if (payment != null) {
            parts.add(new WritePayment(payment, null));
        }
        addRefund(parts, next, transfers);
        if (next.state().getClass() != before.state().getClass()) {
            parts.add(new Announce(List.of(event(next, body, before.isRunning()))));
        }
        return commit(next, Priority.COMPLETION, parts);
    }

    private Mono<Decision> commit(Refund refund, Priority priority, List<Part> parts) {
        return checks.refunded(refund)
                .map(more -> Stream.concat(parts.stream(), more.stream()).toList())
                .flatMap(all -> journal.commit(new Entry(refund.shard(), priority, all)));
    }

    private void count(Decision decision, Payment payment) {
        if (decision instanceof Decision.Committed) {
            meters.moved(payment, clock.instant());
            watchers.moved(payment);
        }
    }

    private void addPayment(List<Part> parts, Payment payment, List<Transfer> transfers) {
        parts.add(new WritePayment(payment, schedule.next(payment, clock.instant())));
        addTransfers(parts, transfers);
        if (payment.state() instanceof State.Completed) {
            addPayee(parts, payment);
        }
    }

    private void addRefund(List<Part> parts, Refund refund, List<Transfer> transfers) {
        parts.add(new WriteRefund(refund, schedule.next(refund, now())));
        addTransfers(parts, transfers);
    }

    private static void addTransfers(List<Part> parts, List<Transfer> transfers) {
        if (!transfers.isEmpty()) {
            parts.add(new PostTransfers(transfers));
        }
    }

    private static void addPayee(List<Part> parts, Payment payment) {
        switch (payment.destination()) {
            case Destination.ToCard it
            when !it.own() ->
                parts.add(new RememberPayee(payment.customer(), it.card().value()));
            case Destination.ToWallet it
            when !it.owner().equals(payment.customer()) ->
                parts.add(new RememberPayee(payment.customer(), it.owner().value()));
            case Destination.ToRemittance it ->
                parts.add(new RememberPayee(payment.customer(), it.beneficiary().value()));
            case Destination.ToCard _, Destination.ToWallet _, Destination.ToMerchant _ -> {}
        }
    }

    /** @param answers whether the customer's request with the payment's key is answered by it */
    private static Announce.Event event(Payment payment, byte[] body, boolean answers) {
        return new Announce.Event(
                eventId(payment.id().value(), payment.version()),
                payment.id().value(),
                payment.version(),
                "payment." + PaymentView.statusOf(payment.state()),
                new String(body, StandardCharsets.UTF_8),
                payment.customer().value(),
                answers ? new AnswerTo(payment.key(), CREATED) : null);
    }

    private static Announce.Event event(Refund refund, byte[] body, boolean answers) {
        return new Announce.Event(
                eventId(refund.id().value(), refund.version()),
                refund.id().value(),
                refund.version(),
                "refund." + RefundView.statusOf(refund.state()),
                new String(body, StandardCharsets.UTF_8),
                refund.customer().value(),
                answers ? new AnswerTo(refund.key(), CREATED) : null);
    }

    private static UUID eventId(UUID subject, int version) {
        return TimeOrderedIds.derive(subject, EVENTS + version);
    }

    private static List<Part> with(List<ClaimKey> claims, List<Part> more) {
        return Stream.concat(claims.stream(), more.stream()).toList();
    }

    private static <T> List<T> both(List<T> own, List<T> others) {
        return others.isEmpty()
                ? own
                : Stream.concat(own.stream(), others.stream()).toList();
    }

    private Instant now() {
        return clock.instant();
    }
}
