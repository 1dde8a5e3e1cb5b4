package gateway.operators;

import gateway.operators.OperatorTransaction.State.Cancelled;
import gateway.operators.OperatorTransaction.State.Created;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.OperatorTransaction.State.Returned;
import gateway.platform.journal.Announce;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the outbox says of transactions that have moved money. */
final class TransactionEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where the derived ids of events begin, after those of transfers. */
    private static final int EVENTS = 0x1000;

    private TransactionEvents() {}

    /**
     * {@code topup.completed} and {@code .returned} of wallets and cards, {@code invoice.paid} and {@code .returned} of
     * merchants.
     */
    static Optional<Announce> of(OperatorTransaction next) {
        return switch (next.state()) {
            case Created _, Cancelled _ -> Optional.empty();
            case Performed(var at) -> Optional.of(event(next, isWallet(next) ? "topup.completed" : "invoice.paid", at));
            case Returned(var _, var at, var _) ->
                Optional.of(event(next, isWallet(next) ? "topup.returned" : "invoice.returned", at));
        };
    }

    /** {@code topup.kept}, for the customer: the card did not take it, and the wallet has it. */
    static Announce kept(OperatorTransaction it, CustomerId owner, Instant at) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", it.id().toString());
        body.put("amount", value(it.credited()));
        body.put("at", at.toString());
        return event(it, "topup.kept", body, owner.value());
    }

    private static boolean isWallet(OperatorTransaction it) {
        return it.payable() instanceof Payable.OfCustomer;
    }

    private static Announce event(OperatorTransaction it, String type, Instant at) {
        return event(it, type, body(it, at), null);
    }

    private static Announce event(
            OperatorTransaction it, String type, Map<String, Object> body, @Nullable UUID customer) {
        var id = TimeOrderedIds.derive(it.id(), EVENTS + it.version());
        return new Announce(
                List.of(new Announce.Event(id, it.id(), it.version(), type, JSON.writeValueAsString(body), customer)));
    }

    // The account as it was typed may be a phone number, and is left out.
    private static Map<String, Object> body(OperatorTransaction it, Instant at) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", it.id().toString());
        body.put("operator", it.key().operator().name());
        body.put("number", it.number());
        body.put("amount", value(it.amount()));
        if (!it.fees().isNone()) {
            body.put("fee", value(it.fees().total(it.amount().asset())));
            body.put("credited", value(it.credited()));
        }
        switch (it.payable()) {
            case Payable.Wallet(var owner) -> body.put("customer", owner.toString());
            case Payable.CardOf(var owner, var card, var _) -> {
                body.put("customer", owner.toString());
                body.put("card", card.toString());
            }
            case Payable.InvoiceOf(var number, var merchant) -> {
                body.put("invoice", number.text());
                body.put("merchant", merchant.toString());
            }
        }
        body.put("at", at.toString());
        return body;
    }

    private static Map<String, String> value(Money amount) {
        return Map.of("value", amount.toDecimal(), "currency", amount.asset().code());
    }
}
