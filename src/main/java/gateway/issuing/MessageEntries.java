package gateway.issuing;

import gateway.issuing.MessageChecks.Asked;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.NetworkWork.Line;
import gateway.issuing.Purchase.Secret;
import gateway.ledger.Ledger;
import gateway.ledger.PostTransfers;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.payments.decisions.RecordDecision;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Part;
import gateway.rulebook.Judgement;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns plans into entries of the journal, and reads what plans are made from. */
@Component
final class MessageEntries {

    private static final int CODES = 1_000_000;

    private final Journal journal;
    private final AuthorisationStore authorisations;
    private final Ledger ledger;
    private final MessageChecks checks;
    private final RandomGenerator random;
    private final TimeOrderedIds ids;

    MessageEntries(
            Journal journal,
            AuthorisationStore authorisations,
            Ledger ledger,
            MessageChecks checks,
            RandomGenerator random,
            TimeOrderedIds ids) {
        this.journal = journal;
        this.authorisations = authorisations;
        this.ledger = ledger;
        this.checks = checks;
        this.random = random;
        this.ids = ids;
    }

    /**
     * An entry and the answer it makes true.
     *
     * @param guess whether the answer tells somebody that they guessed wrong
     * @param other the answer should another message have this one's name
     * @param counted what limits were asked; null when nothing was
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Written(
            Entry entry,
            Reason reason,
            boolean guess,
            byte[] answer,
            byte[] other,
            UseTrail.@Nullable Counted counted) {

        /** The same, which also makes that true. */
        Written with(Part more) {
            var parts = Stream.concat(entry.parts().stream(), Stream.of(more)).toList();
            return new Written(
                    new Entry(entry.shard(), entry.priority(), parts), reason, guess, answer, other, counted);
        }
    }

    Mono<Decision> commit(Written written) {
        return journal.commit(written.entry());
    }

    boolean restricts(IssuedCard card) {
        return checks.restricts(card);
    }

    Mono<Optional<Authorisation>> known(IssuedCard card, String transaction) {
        return authorisations.find(new Authorisation.Key(card.owner().shard(), card.chain(), transaction));
    }

    Mono<Long> available(IssuedCard card) {
        return ledger.balance(AccountId.of(card.owner().value(), card.asset()))
                .map(balance -> balance.available().minor());
    }

    /** @param against what spoke against another plan for it; null when nothing did yet */
    Mono<Written> of(
            NetworkMessage message, IssuedCard card, Purchase purchase, MessagePlan plan, @Nullable Judgement against) {
        int shard = card.owner().shard();
        var line = line(message, plan.told(message), shard, plan.reason(), purchase.at());
        var work = new NetworkWork(
                line,
                card.chain(),
                card.id().value(),
                plan.judge(),
                plan.binding(),
                AnswerMessage.counted(purchase.pin(), plan.reason()),
                purchase.guessed() && plan.reason().answersGuess(),
                plan.spends(),
                plan.change());
        return checks.ask(message, card, purchase, plan).map(asked -> {
            if (message.asks()) {
                asked.parts().add(decision(message, card, purchase, plan, against, asked.counted()));
            }
            return written(message, shard, work, line, asked, plan.transfers());
        });
    }

    private RecordDecision decision(
            NetworkMessage message,
            IssuedCard card,
            Purchase purchase,
            MessagePlan plan,
            @Nullable Judgement against,
            UseTrail.@Nullable Counted counted) {
        if (plan.reason().isApproval()) {
            // Limits count it under that id, so whoever replays them knows what was given back.
            var id = plan.change() == null ? newId(card) : plan.change().counted();
            return UseTrail.allowed(id, message, card, purchase, counted);
        }
        var said = against == null ? UseTrail.against(message, purchase, plan.reason(), null, null) : against;
        return UseTrail.refused(newId(card), card, said);
    }

    private UUID newId(IssuedCard card) {
        return ids.next(card.owner().shard());
    }

    /** For a number that we never gave out. Merchants are paid all the same, and somebody must find out by whom. */
    Mono<Written> aboutNobody(NetworkMessage message, Instant now) {
        return Mono.fromSupplier(() -> {
            int shard = Math.floorMod(message.key().hashCode(), TimeOrderedIds.SHARDS);
            var reason = reasonAboutNobody(message);
            var line = line(message, message.amount(), shard, reason, now);
            var work = new NetworkWork(line, null, null, null, false, Secret.ABSENT, false, List.of(), null);
            boolean moves = message.kind() == Kind.CLEARING && reason == Reason.APPROVED;
            var transfers = moves
                    ? List.<PostTransfers.Transfer>of(suspended(message, shard))
                    : List.<PostTransfers.Transfer>of();
            return written(message, shard, work, line, new Asked(List.of(), null), transfers);
        });
    }

    private static Reason reasonAboutNobody(NetworkMessage message) {
        return switch (message.kind()) {
            case AUTHORISATION, INCREMENT -> Reason.CARD_UNKNOWN;
            case REVERSAL -> Reason.ORIGINAL_UNKNOWN;
            case ADVICE -> Reason.APPROVED;
            case CLEARING -> message.amount().isPositive() ? Reason.APPROVED : Reason.AMOUNT_NOT_VALID;
        };
    }

    private PostTransfers.Transfer suspended(NetworkMessage message, int shard) {
        var id = new TransferId(ids.next(shard));
        var asset = message.amount().asset();
        var clearing = SystemAccounts.clearing(Situation.RAIL, asset, shard);
        var suspense = SystemAccounts.suspense(asset, shard);
        return message.refund()
                ? new PostTransfers.Direct(id, clearing, suspense, message.amount(), Purpose.REFUND, id.value())
                : new PostTransfers.Direct(id, suspense, clearing, message.amount(), Purpose.PAYMENT, id.value());
    }

    private static Written written(
            NetworkMessage message,
            int shard,
            NetworkWork work,
            Line line,
            Asked asked,
            List<PostTransfers.Transfer> transfers) {
        var parts = new ArrayList<Part>();
        parts.add(work);
        parts.addAll(asked.parts());
        if (!transfers.isEmpty()) {
            parts.add(new PostTransfers(transfers));
        }
        var priority = message.asks() && work.binding() ? Priority.NEW : Priority.COMPLETION;
        return new Written(
                new Entry(shard, priority, parts),
                line.reason(),
                work.guess(),
                line.answer(),
                message.answering().bytes(Reason.NAME_TAKEN, null),
                asked.counted());
    }

    /** @param told of which its holder reads */
    private Line line(NetworkMessage message, Money told, int shard, Reason reason, Instant at) {
        boolean codes = reason == Reason.APPROVED && message.kind() != Kind.REVERSAL;
        var approval = codes ? "%06d".formatted(random.nextInt(CODES)) : null;
        return new Line(
                shard,
                message.key(),
                message.use(),
                message.fingerprint(),
                message.transaction(),
                told.minor(),
                told.asset().code(),
                message.circumstances().merchant(),
                reason,
                at,
                message.answering().bytes(reason, approval));
    }
}
