package gateway.issuing;

import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.fraud.NoteStoppedCard;
import gateway.fraud.Restriction;
import gateway.fraud.RestrictionRefusal;
import gateway.issuing.NetworkWork.Answered;
import gateway.issuing.NetworkWork.SpokenAgainst;
import gateway.issuing.NetworkWork.Stale;
import gateway.issuing.Purchase.Secret;
import gateway.ledger.TransferRefusal;
import gateway.limits.LimitRefusal;
import gateway.payments.decisions.Checks;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import gateway.shared.ids.TimeOrderedIds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers the network about our cards. What an answer says is durable before it is given, in one entry with the money
 * it holds, releases or moves; the same message again gets the same bytes.
 */
@Component
public final class AnswerMessage {

    /** Others change the same transaction between our look and our entry; so often in a row only by a mistake. */
    private static final int MOST_TRIES = 20;

    private final IssuedCards cards;
    private final HolderSecrets secrets;
    private final MessageEntries entries;
    private final IssuingSettings settings;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final Counter wrong;
    private final Counter refused;

    AnswerMessage(
            IssuedCards cards,
            HolderSecrets secrets,
            MessageEntries entries,
            IssuingSettings settings,
            TimeOrderedIds ids,
            Clock clock,
            MeterRegistry meters) {
        this.cards = cards;
        this.secrets = secrets;
        this.entries = entries;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        wrong = meters.counter("oqim_issuing_guesses", "outcome", "wrong");
        refused = meters.counter("oqim_issuing_guesses", "outcome", "refused");
    }

    /** Emits the answer. Errors when nothing may be said: then the network repeats its message, or undoes it. */
    public Mono<byte[]> answer(NetworkMessage message) {
        return cards.byNumber(message.pan())
                .flatMap(found -> found.map(card -> ask(message, card)).orElseGet(() -> stranger(message)));
    }

    private Mono<byte[]> stranger(NetworkMessage message) {
        return entries.aboutNobody(message, now())
                .flatMap(entry -> entries.commit(entry).map(decision -> answerOf(entry, decision)));
    }

    private static byte[] answerOf(MessageEntries.Written entry, Decision decision) {
        return switch (decision) {
            case Decision.Committed _ -> entry.answer();
            case Refused(Answered before) -> before.sameContent() ? before.answer() : entry.other();
            case Refused(var refusal) -> throw new IllegalStateException("The books refused: " + refusal);
        };
    }

    private Mono<byte[]> ask(NetworkMessage message, IssuedCard card) {
        var found = message.asks() ? secrets.of(message, card) : Mono.just(HolderSecrets.NONE);
        return found.map(it -> message.purchase(it, entries.restricts(card), now()))
                .flatMap(purchase -> attempt(new Attempt(message, card, purchase, false, null, 1)));
    }

    /** One try to answer. */
    private record Attempt(
            NetworkMessage message,
            IssuedCard card,
            Purchase purchase,
            boolean holdGone,
            @Nullable Long inWallet,
            int number) {

        Attempt again() {
            return new Attempt(message, card, purchase, holdGone, inWallet, number + 1);
        }

        Attempt withoutHold() {
            return new Attempt(message, card, purchase, true, inWallet, number + 1);
        }

        Attempt with(long available) {
            // Should others take from it meanwhile, less is asked for, and at last nothing.
            return new Attempt(message, card, purchase, holdGone, number > MOST_TRIES / 2 ? 0 : available, number + 1);
        }
    }

    private Mono<byte[]> attempt(Attempt attempt) {
        if (attempt.number() > MOST_TRIES) {
            return Mono.error(new IllegalStateException("The transaction never holds still"));
        }
        return entries.known(attempt.card(), attempt.message().transaction())
                .map(known -> MessageRules.plan(situation(attempt, known.orElse(null))))
                .flatMap(plan -> write(attempt, plan, null));
    }

    private Situation situation(Attempt attempt, @Nullable Authorisation known) {
        return new Situation(
                attempt.message(),
                attempt.card(),
                attempt.purchase(),
                known,
                ids.next(attempt.card().owner().shard()),
                attempt.holdGone(),
                attempt.inWallet(),
                attempt.purchase().at().plus(settings.holdFor()));
    }

    private Mono<byte[]> write(Attempt attempt, MessagePlan plan, @Nullable Judgement against) {
        return entries.of(attempt.message(), attempt.card(), attempt.purchase(), plan, against)
                .flatMap(entry -> entries.commit(entry).flatMap(decision -> after(attempt, entry, decision)));
    }

    private Mono<byte[]> after(Attempt attempt, MessageEntries.Written entry, Decision decision) {
        return switch (decision) {
            case Decision.Committed _ -> Mono.fromSupplier(() -> given(entry));
            case Refused(Answered before) -> Mono.just(before.sameContent() ? before.answer() : entry.other());
            case Refused(Stale _) -> attempt(attempt.again());
            case Refused(SpokenAgainst(Reason reason)) -> decline(attempt, entry, reason, null);
            case Refused(RestrictionRefusal(var order)) -> stopped(attempt.again(), order);
            case Refused(CustomerRestricted it) -> decline(attempt, entry, Reason.NOT_POSSIBLE, it);
            case Refused(LimitRefusal it) -> decline(attempt, entry, Reason.BANK_LIMIT, it);
            case Refused(TransferRefusal it) -> unfunded(attempt, entry, it);
            case Refused(Refusal other) -> Mono.error(new IllegalStateException("The books refused: " + other));
        };
    }

    private byte[] given(MessageEntries.Written entry) {
        if (entry.guess()) {
            wrong.increment();
        } else if (entry.reason() == Reason.GUESSED_TOO_OFTEN) {
            refused.increment();
        }
        return entry.answer();
    }

    private Mono<byte[]> decline(
            Attempt attempt, MessageEntries.Written entry, Reason reason, @Nullable Refusal refusal) {
        var against = UseTrail.against(attempt.message(), attempt.purchase(), reason, refusal, entry.counted());
        return write(attempt.again(), MessagePlan.only(reason), against);
    }

    // The order's evidence has it if and only if the network heard it.
    private Mono<byte[]> stopped(Attempt attempt, Restriction order) {
        var message = attempt.message();
        var note = new NoteStoppedCard(
                order.order(),
                attempt.card().id().value(),
                message.key(),
                message.amount(),
                attempt.purchase().at());
        var plan = MessagePlan.only(Reason.RESTRICTED_BY_ORDER);
        var against = Checks.order(order, attempt.purchase().at());
        return entries.of(message, attempt.card(), attempt.purchase(), plan, against)
                .map(entry -> entry.with(note))
                .flatMap(entry -> entries.commit(entry).flatMap(decision -> after(attempt, entry, decision)));
    }

    private Mono<byte[]> unfunded(Attempt attempt, MessageEntries.Written entry, TransferRefusal refusal) {
        return switch (refusal.reason()) {
            case PENDING_TRANSFER_NOT_FOUND,
                    PENDING_TRANSFER_ALREADY_POSTED,
                    PENDING_TRANSFER_ALREADY_VOIDED,
                    PENDING_TRANSFER_EXPIRED -> attempt(attempt.withoutHold());
            case INSUFFICIENT_FUNDS -> fundsShort(attempt, entry, refusal);
            case DEBIT_ACCOUNT_CLOSED, CREDIT_ACCOUNT_CLOSED, DEBIT_ACCOUNT_NOT_FOUND, CREDIT_ACCOUNT_NOT_FOUND ->
                attempt.message().asks()
                        ? decline(attempt, entry, Reason.FUNDS_SHORT, refusal)
                        : attempt(attempt.with(0));
            default -> Mono.error(new IllegalStateException("The ledger refused: " + refusal));
        };
    }

    private Mono<byte[]> fundsShort(Attempt attempt, MessageEntries.Written entry, TransferRefusal refusal) {
        return attempt.message().asks()
                ? decline(attempt, entry, Reason.FUNDS_SHORT, refusal)
                : entries.available(attempt.card()).flatMap(available -> attempt(attempt.with(available)));
    }

    // The database keeps microseconds.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Which PIN try an answer counts as. */
    static Secret counted(Secret pin, Reason reason) {
        if (reason == Reason.PIN_WRONG) {
            return Secret.WRONG;
        }
        return pin == Secret.RIGHT && reason.comesAfterPin() ? Secret.RIGHT : Secret.ABSENT;
    }
}
