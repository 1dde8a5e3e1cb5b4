package sandbox.simulation;

import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.operators.WriteTransaction;
import gateway.payments.Payment;
import gateway.payments.Refund;
import gateway.payments.RememberPayee;
import gateway.payments.ReviewRelease;
import gateway.payments.WritePayment;
import gateway.payments.WriteRefund;
import gateway.platform.journal.Announce;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.KeepAnswer;
import gateway.platform.journal.Part;
import gateway.platform.journal.PartWriter.Rows;
import gateway.shared.ids.ChallengeId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The model of PostgreSQL: plain maps with their unique keys. What is applied is durable. */
final class Database {

    static final String ASSET = "UZS";

    // Of the statements of the ledger's writer.
    private static final int NEW_HOLDS = 3;
    private static final int ENDED_HOLDS = 4;

    final Map<UUID, PaymentRow> payments = new LinkedHashMap<>();
    final Map<String, ClaimKey> keys = new HashMap<>();
    private final Map<String, Told> answers = new HashMap<>();
    private final Map<String, Told> answeringEvents = new HashMap<>();
    final Map<UUID, Sums> accounts = new LinkedHashMap<>();
    final Map<UUID, HoldRow> holds = new LinkedHashMap<>();
    final Set<UUID> transfers = new HashSet<>();
    final Map<UUID, RefundRow> refunds = new LinkedHashMap<>();
    final Map<UUID, ReviewRelease> releases = new HashMap<>();
    final Set<String> payees = new HashSet<>();
    final LimitTables limits = new LimitTables();
    final Map<String, Code> codes = new HashMap<>();
    final Map<String, Instant> codesOnTheirWay = new HashMap<>();
    final Map<String, Announce.Event> events = new LinkedHashMap<>();
    final OperatorTables operators = new OperatorTables();
    private long batches;
    boolean down;
    /** The disk: nothing can be written, everything can be read. */
    boolean full;

    /** A payment and when somebody has to look at it. */
    record PaymentRow(Payment payment, @Nullable Instant nextCheck) {}

    /** A refund and when somebody has to look at it. */
    record RefundRow(Refund refund, @Nullable Instant nextCheck) {}

    /** A confirmation code, by the payment that it confirms; {@code typed} once the right one came. */
    record Code(ChallengeId id, String binding, String code, Instant until, boolean typed) {

        Code proved() {
            return new Code(id, binding, code, until, true);
        }
    }

    /** An account; {@code kind} as the books number it. */
    record Sums(long kind, long debits, long credits, long heldDebits, long heldCredits) {

        Sums plus(long debit, long credit, long heldDebit, long heldCredit) {
            return new Sums(kind, debits + debit, credits + credit, heldDebits + heldDebit, heldCredits + heldCredit);
        }
    }

    /** What somebody was told first, and with which batch. */
    private record Told(long batch, StoredAnswer answer) {}

    /** Money set aside; {@code state} as the books number it, 1 while it is held. */
    record HoldRow(Pending pending, long state) {}

    static String key(UUID scope, String key) {
        return scope + "|" + key;
    }

    /**
     * As the product's one statement: the release, once, and that somebody looks at the payment at once; false when it
     * does not wait, or was let go before.
     */
    boolean release(UUID id, ReviewRelease release, Instant at) {
        var row = payments.get(id);
        if (row == null || !(row.payment().state() instanceof Payment.State.InReview)) {
            return false;
        }
        payments.put(id, new PaymentRow(row.payment(), at));
        return releases.putIfAbsent(id, release) == null;
    }

    /** The next batch is a moment later than this one. */
    void endBatch() {
        batches++;
    }

    /** How holds stand, as the product's writer gives them to PostgreSQL: new ones, then those that ended. */
    void writeHolds(List<Rows> rows) {
        states(rows.get(NEW_HOLDS).binds(), 1, 8);
        states(rows.get(ENDED_HOLDS).binds(), 1, 2);
    }

    private void states(List<Object> binds, int ids, int states) {
        var all = (UUID[]) binds.get(ids);
        for (int n = 0; n < all.length; n++) {
            long state = ((Short[]) binds.get(states))[n];
            holds.computeIfPresent(all[n], (_, row) -> new HoldRow(row.pending(), state));
        }
    }

    void apply(Part part) {
        switch (part) {
            case WritePayment it ->
                payments.put(it.payment().id().value(), new PaymentRow(it.payment(), it.nextCheck()));
            case WriteRefund it -> refunds.put(it.refund().id().value(), new RefundRow(it.refund(), it.nextCheck()));
            case RememberPayee it ->
                payees.add(key(it.customer().value(), it.payee().toString()));
            case ClaimKey it -> unique(keys.put(key(it.scope(), it.key()), it) == null, "idempotency key");
            case KeepAnswer it -> answers.putIfAbsent(key(it.scope(), it.key()), new Told(batches, it.answer()));
            case PostTransfers it -> it.transfers().forEach(this::apply);
            case Announce it -> it.events().forEach(this::apply);
            case WriteTransaction it -> operators.write(it.transaction());
            default -> {}
        }
    }

    private void apply(Announce.Event event) {
        unique(events.put(event.subject() + ":" + event.version(), event) == null, "event");
        var answer = event.answer();
        if (answer != null) {
            answeringEvents.putIfAbsent(
                    key(event.subject(), answer.key()),
                    new Told(
                            batches,
                            new StoredAnswer(answer.status(), event.payload().getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** What the claimer of a key was told first. */
    @Nullable
    StoredAnswer answer(ClaimKey claim) {
        var kept = answers.get(key(claim.scope(), claim.key()));
        var event = answeringEvents.get(key(claim.subject(), claim.key()));
        if (kept == null || event == null) {
            return kept != null ? kept.answer() : event == null ? null : event.answer();
        }
        return kept.batch() <= event.batch() ? kept.answer() : event.answer();
    }

    private void apply(PostTransfers.Transfer transfer) {
        unique(transfers.add(transfer.id().value()), "transfer");
        switch (transfer) {
            case Direct it -> {
                operators.moved(it);
                add(it.debit().value(), it.amount().minor(), 0, 0, 0);
                add(it.credit().value(), 0, it.amount().minor(), 0, 0);
            }
            case Pending it -> {
                holds.put(it.id().value(), new HoldRow(it, 1));
                add(it.debit().value(), 0, 0, it.amount().minor(), 0);
                add(it.credit().value(), 0, 0, 0, it.amount().minor());
            }
            case Post it -> end(it.pending().value(), it.amount().minor(), 2);
            case Release it -> end(it.pending().value(), 0, 3);
        }
    }

    private void end(UUID id, long posted, long state) {
        var pending = Objects.requireNonNull(holds.get(id)).pending();
        holds.put(id, new HoldRow(pending, state));
        long held = pending.amount().minor();
        add(pending.debit().value(), posted, 0, -held, 0);
        add(pending.credit().value(), 0, posted, 0, -held);
    }

    private void add(UUID account, long debit, long credit, long heldDebit, long heldCredit) {
        accounts.put(
                account,
                accounts.getOrDefault(account, new Sums(3, 0, 0, 0, 0)).plus(debit, credit, heldDebit, heldCredit));
    }

    private static void unique(boolean fresh, String what) {
        if (!fresh) {
            throw new Violation("unique key", "the same " + what + " was written twice");
        }
    }
}
