package gateway.operators.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.cards.Scheme;
import gateway.operators.InvoiceNumber;
import gateway.operators.Operator;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.Payable;
import gateway.payments.Onward;
import gateway.payments.Onward.Stage;
import gateway.platform.journal.PartWriter.Rows;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operators' transactions as rows, and back. */
final class TransactionRows {

    private static final String INSERT = """
            insert into operators.transaction (shard, operator, their_id, id, number, payee, invoice, account,
                                               amount_minor, asset, fee_minor, fees, their_time, created_at,
                                               expires_at, state, performed_at, ended_at, reason, version, card,
                                               card_scheme, onward, onward_payment, onward_at, payers_number)
            select * from unnest(?::smallint[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[],
                                 ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[],
                                 ?::timestamptz[], ?::timestamptz[], ?::text[], ?::timestamptz[],
                                 ?::timestamptz[], ?::integer[], ?::integer[], ?::uuid[], ?::text[], ?::text[],
                                 ?::uuid[], ?::timestamptz[], ?::text[])
            """;

    private static final String UPDATE = """
            update operators.transaction t
               set state = n.state, performed_at = n.performed_at, ended_at = n.ended_at, reason = n.reason,
                   version = n.version, onward = n.onward, onward_at = n.onward_at,
                   onward_payment = n.onward_payment, onward_undelivered = string_to_array(n.undelivered, ' ')::uuid[]
              from unnest(?::smallint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                          ?::integer[], ?::integer[], ?::text[], ?::timestamptz[], ?::uuid[], ?::text[])
                   n(shard, operator, their_id, state, performed_at, ended_at, reason, version, onward, onward_at,
                     onward_payment, undelivered)
             where t.shard = n.shard and t.operator = n.operator and t.their_id = n.their_id
            """;

    static final List<String> WRITES = List.of(INSERT, UPDATE);

    private TransactionRows() {}

    static List<Object> keys(List<TransactionKey> keys) {
        return List.of(
                column(keys, key -> (short) key.shard(), Short[]::new),
                column(keys, key -> key.operator().name(), String[]::new),
                column(keys, TransactionKey::theirId, String[]::new));
    }

    static List<Rows> of(List<OperatorTransaction> inserts, List<OperatorTransaction> updates) {
        return List.of(inserted(inserts), updated(updates));
    }

    private static Rows inserted(List<OperatorTransaction> all) {
        return new Rows(
                all.size(),
                List.of(
                        column(all, it -> (short) it.key().shard(), Short[]::new),
                        column(all, it -> it.key().operator().name(), String[]::new),
                        column(all, it -> it.key().theirId(), String[]::new),
                        column(all, OperatorTransaction::id, UUID[]::new),
                        column(all, OperatorTransaction::number, Long[]::new),
                        column(all, it -> payee(it.payable()), UUID[]::new),
                        column(all, it -> invoice(it.payable()), String[]::new),
                        column(all, OperatorTransaction::account, String[]::new),
                        column(all, it -> it.amount().minor(), Long[]::new),
                        column(all, it -> it.amount().asset().code(), String[]::new),
                        column(all, it -> it.fees().total(it.amount().asset()).minor(), Long[]::new),
                        column(all, it -> FeesColumn.write(it.fees()), String[]::new),
                        column(all, OperatorTransaction::theirTime, Instant[]::new),
                        column(all, OperatorTransaction::createdAt, Instant[]::new),
                        column(all, OperatorTransaction::expiresAt, Instant[]::new),
                        column(all, it -> name(it.state()), String[]::new),
                        column(all, OperatorTransaction::performedAt, Instant[]::new),
                        column(all, OperatorTransaction::endedAt, Instant[]::new),
                        column(all, OperatorTransaction::reason, Integer[]::new),
                        column(all, OperatorTransaction::version, Integer[]::new),
                        column(all, TransactionRows::card, UUID[]::new),
                        column(all, TransactionRows::scheme, String[]::new),
                        column(all, TransactionRows::stage, String[]::new),
                        column(all, TransactionRows::onwardPayment, UUID[]::new),
                        column(all, TransactionRows::lookAt, Instant[]::new),
                        column(all, OperatorTransaction::payersNumber, String[]::new)));
    }

    private static Rows updated(List<OperatorTransaction> all) {
        return new Rows(
                all.size(),
                List.of(
                        column(all, it -> (short) it.key().shard(), Short[]::new),
                        column(all, it -> it.key().operator().name(), String[]::new),
                        column(all, it -> it.key().theirId(), String[]::new),
                        column(all, it -> name(it.state()), String[]::new),
                        column(all, OperatorTransaction::performedAt, Instant[]::new),
                        column(all, OperatorTransaction::endedAt, Instant[]::new),
                        column(all, OperatorTransaction::reason, Integer[]::new),
                        column(all, OperatorTransaction::version, Integer[]::new),
                        column(all, TransactionRows::stage, String[]::new),
                        column(all, TransactionRows::lookAt, Instant[]::new),
                        column(all, TransactionRows::onwardPayment, UUID[]::new),
                        column(all, TransactionRows::undelivered, String[]::new)));
    }

    static OperatorTransaction read(Readable row) {
        var asset = Asset.of(required(row, "asset", String.class));
        return new OperatorTransaction(
                new TransactionKey(
                        new Operator(required(row, "operator", String.class)), required(row, "their_id", String.class)),
                required(row, "id", UUID.class),
                required(row, "number", Long.class),
                payable(row),
                required(row, "account", String.class),
                row.get("payers_number", String.class),
                new Money(required(row, "amount_minor", Long.class), asset),
                FeesColumn.read(row.get("fees", String.class), asset),
                required(row, "their_time", Instant.class),
                required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class),
                state(row),
                onward(row),
                required(row, "version", Integer.class));
    }

    private static @Nullable Onward onward(Readable row) {
        var stage = row.get("onward", String.class);
        return stage == null
                ? null
                : new Onward(
                        new PaymentId(required(row, "onward_payment", UUID.class)),
                        Stage.valueOf(stage.toUpperCase(Locale.ROOT)),
                        row.get("onward_at", Instant.class),
                        Stream.of(required(row, "onward_undelivered", UUID[].class))
                                .map(PaymentId::new)
                                .toList());
    }

    private static @Nullable UUID card(OperatorTransaction it) {
        return it.payable() instanceof Payable.CardOf card ? card.card().value() : null;
    }

    private static @Nullable String scheme(OperatorTransaction it) {
        return it.payable() instanceof Payable.CardOf card ? card.scheme().rail() : null;
    }

    private static @Nullable UUID onwardPayment(OperatorTransaction it) {
        return it.onward() == null ? null : it.onward().payment().value();
    }

    // In one text, because an array of arrays has no rows of different lengths.
    private static String undelivered(OperatorTransaction it) {
        return it.onward() == null
                ? ""
                : it.onward().undelivered().stream()
                        .map(payment -> payment.value().toString())
                        .collect(Collectors.joining(" "));
    }

    private static @Nullable String stage(OperatorTransaction it) {
        return it.onward() == null ? null : it.onward().stage().name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant lookAt(OperatorTransaction it) {
        return it.onward() == null ? null : it.onward().lookAt();
    }

    private static Payable payable(Readable row) {
        var payee = required(row, "payee", UUID.class);
        var invoice = row.get("invoice", String.class);
        if (invoice != null) {
            return new Payable.InvoiceOf(new InvoiceNumber(invoice), new MerchantId(payee));
        }
        var card = row.get("card", UUID.class);
        var owner = new CustomerId(payee);
        return card == null
                ? new Payable.Wallet(owner)
                : new Payable.CardOf(
                        owner,
                        new CardId(card),
                        Scheme.of(required(row, "card_scheme", String.class)).orElseThrow());
    }

    private static State state(Readable row) {
        return switch (required(row, "state", String.class)) {
            case "created" -> new Created();
            case "performed" -> new Performed(required(row, "performed_at", Instant.class));
            case "cancelled" ->
                new Cancelled(required(row, "ended_at", Instant.class), required(row, "reason", Integer.class));
            case "returned" ->
                new Returned(
                        required(row, "performed_at", Instant.class),
                        required(row, "ended_at", Instant.class),
                        required(row, "reason", Integer.class));
            case String other -> throw new IllegalStateException("No such state: " + other);
        };
    }

    private static UUID payee(Payable payable) {
        return switch (payable) {
            case Payable.OfCustomer it -> it.owner().value();
            case Payable.InvoiceOf(var _, var merchant) -> merchant.value();
        };
    }

    private static @Nullable String invoice(Payable payable) {
        return payable instanceof Payable.InvoiceOf(var number, var _) ? number.text() : null;
    }

    static String name(State state) {
        return switch (state) {
            case Created _ -> "created";
            case Performed _ -> "performed";
            case Cancelled _ -> "cancelled";
            case Returned _ -> "returned";
        };
    }
}
