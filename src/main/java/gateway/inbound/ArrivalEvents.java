package gateway.inbound;

import gateway.inbound.Arrival.State.Approved;
import gateway.inbound.Arrival.State.Failed;
import gateway.inbound.Arrival.State.InReview;
import gateway.inbound.Arrival.State.Succeeded;
import gateway.platform.journal.Announce;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the outbox says of arrivals that are over: to the customer that money came, to the partner how it ended. */
final class ArrivalEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where the derived ids of events begin, after those of transfers. */
    private static final int EVENTS = 0x1000;

    private ArrivalEvents() {}

    static Optional<Announce> of(Arrival it) {
        return switch (it.state()) {
            case Approved _, InReview _ -> Optional.empty();
            case Succeeded(var at) -> Optional.of(event(it, "arrival.completed", "SUCCESS", at, null));
            case Failed(var at, var why) -> Optional.of(event(it, "arrival.failed", "FAILED", at, why));
        };
    }

    /** {@code arrival.kept}, for the customer: the card did not take it, and the wallet has it. */
    static Announce kept(Arrival it, Instant at) {
        var body = Map.of("id", it.id().toString(), "amount", amount(it), "at", at.toString());
        return announce(it, "arrival.kept", body, it.receiver().value());
    }

    private static Announce event(Arrival it, String type, String status, Instant at, @Nullable No why) {
        var partners = new LinkedHashMap<String, Object>();
        partners.put("externalTransferId", it.key().theirId());
        partners.put("transferId", it.id().toString());
        partners.put("version", it.version());
        partners.put("status", status);
        if (why != null) {
            partners.put("errorCode", why.code());
        }
        partners.put("at", at.toString());
        var body = new LinkedHashMap<String, Object>();
        body.put("id", it.id().toString());
        body.put("partner", it.key().partner().toString());
        body.put("amount", amount(it));
        body.put("data", partners);
        return announce(it, type, body, why == null ? it.receiver().value() : null);
    }

    private static Map<String, String> amount(Arrival it) {
        return Map.of(
                "value",
                it.received().toDecimal(),
                "currency",
                it.received().asset().code());
    }

    private static Announce announce(Arrival it, String type, Map<String, ?> body, @Nullable UUID customer) {
        var id = TimeOrderedIds.derive(it.id(), EVENTS + it.version());
        return new Announce(
                List.of(new Announce.Event(id, it.id(), it.version(), type, JSON.writeValueAsString(body), customer)));
    }
}
