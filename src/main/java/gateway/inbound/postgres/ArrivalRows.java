package gateway.inbound.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.inbound.Arrival;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State;
import gateway.inbound.Arrival.State.Approved;
import gateway.inbound.Arrival.State.Failed;
import gateway.inbound.Arrival.State.InReview;
import gateway.inbound.Arrival.State.Succeeded;
import gateway.inbound.No;
import gateway.inbound.Sender;
import gateway.platform.crypto.MasterKey;
import gateway.platform.journal.PartWriter.Rows;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Arrivals as rows, and back. Who sends is sealed for its own arrival. */
@Component
class ArrivalRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String INSERT = """
            insert into inbound.arrival (shard, partner, their_id, id, receiver, sender, sent_minor, sent_asset,
                                         received_minor, received_asset, rate, checked_at, expires_at, state,
                                         ended_at, why, version, issued_card, card, card_scheme, onward,
                                         onward_payment)
            select * from unnest(?::smallint[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::bytea[], ?::bigint[],
                                 ?::text[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                                 ?::text[], ?::timestamptz[], ?::text[], ?::integer[], ?::uuid[], ?::uuid[],
                                 ?::text[], ?::text[], ?::uuid[])
            """;

    private static final String UPDATE = """
            update inbound.arrival a
               set state = n.state, expires_at = n.expires_at, ended_at = n.ended_at, why = n.why, version = n.version,
                   onward = n.onward, onward_payment = n.onward_payment, onward_at = n.onward_at,
                   onward_undelivered = string_to_array(n.undelivered, ' ')::uuid[]
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[],
                          ?::text[], ?::integer[], ?::text[], ?::uuid[], ?::timestamptz[], ?::text[])
                   n(shard, partner, their_id, expires_at, state, ended_at, why, version, onward, onward_payment,
                     onward_at, undelivered)
             where a.shard = n.shard and a.partner = n.partner and a.their_id = n.their_id
            """;

    static final List<String> WRITES = List.of(INSERT, UPDATE);

    /** What {@link #read} needs. */
    static final String COLUMN_NAMES = """
            partner, their_id, id, receiver, sender, sent_minor, sent_asset, received_minor, received_asset, rate,
            checked_at, expires_at, state, ended_at, why, version, issued_card, card, card_scheme, onward,
            onward_payment, onward_at, onward_undelivered
            """;

    static final String COLUMNS = "select " + COLUMN_NAMES + " from inbound.arrival";

    private final MasterKey master;

    ArrivalRows(MasterKey master) {
        this.master = master;
    }

    static List<Object> keys(List<ArrivalKey> keys) {
        return List.of(
                column(keys, key -> (short) key.shard(), Short[]::new),
                column(keys, key -> key.partner().value(), UUID[]::new),
                column(keys, ArrivalKey::theirId, String[]::new));
    }

    List<Rows> of(List<Arrival> inserts, List<Arrival> updates) {
        return List.of(inserted(inserts), updated(updates));
    }

    private Rows inserted(List<Arrival> all) {
        return new Rows(
                all.size(),
                List.of(
                        column(all, it -> (short) it.key().shard(), Short[]::new),
                        column(all, it -> it.key().partner().value(), UUID[]::new),
                        column(all, it -> it.key().theirId(), String[]::new),
                        column(all, Arrival::id, UUID[]::new),
                        column(all, it -> it.receiver().value(), UUID[]::new),
                        column(all, this::sealed, byte[][]::new),
                        column(all, it -> it.sent().minor(), Long[]::new),
                        column(all, it -> it.sent().asset().code(), String[]::new),
                        column(all, it -> it.received().minor(), Long[]::new),
                        column(all, it -> it.received().asset().code(), String[]::new),
                        column(all, it -> it.rate().toPlainString(), String[]::new),
                        column(all, Arrival::checkedAt, Instant[]::new),
                        column(all, Arrival::expiresAt, Instant[]::new),
                        column(all, it -> name(it.state()), String[]::new),
                        column(all, it -> endedAt(it.state()), Instant[]::new),
                        column(all, it -> why(it.state()), String[]::new),
                        column(all, Arrival::version, Integer[]::new),
                        column(all, IntoColumns::issued, UUID[]::new),
                        column(all, IntoColumns::card, UUID[]::new),
                        column(all, IntoColumns::scheme, String[]::new),
                        column(all, IntoColumns::stage, String[]::new),
                        column(all, IntoColumns::payment, UUID[]::new)));
    }

    private static Rows updated(List<Arrival> all) {
        return new Rows(
                all.size(),
                List.of(
                        column(all, it -> (short) it.key().shard(), Short[]::new),
                        column(all, it -> it.key().partner().value(), UUID[]::new),
                        column(all, it -> it.key().theirId(), String[]::new),
                        column(all, Arrival::expiresAt, Instant[]::new),
                        column(all, it -> name(it.state()), String[]::new),
                        column(all, it -> endedAt(it.state()), Instant[]::new),
                        column(all, it -> why(it.state()), String[]::new),
                        column(all, Arrival::version, Integer[]::new),
                        column(all, IntoColumns::stage, String[]::new),
                        column(all, IntoColumns::payment, UUID[]::new),
                        column(all, IntoColumns::lookAt, Instant[]::new),
                        column(all, IntoColumns::undelivered, String[]::new)));
    }

    Arrival read(Readable row) {
        var id = required(row, "id", UUID.class);
        return new Arrival(
                new ArrivalKey(
                        new PartnerId(required(row, "partner", UUID.class)), required(row, "their_id", String.class)),
                id,
                new CustomerId(required(row, "receiver", UUID.class)),
                IntoColumns.read(row),
                opened(id, required(row, "sender", byte[].class)),
                money(row, "sent"),
                money(row, "received"),
                new BigDecimal(required(row, "rate", String.class)),
                required(row, "checked_at", Instant.class),
                required(row, "expires_at", Instant.class),
                state(row),
                required(row, "version", Integer.class));
    }

    private static Money money(Readable row, String which) {
        return new Money(
                required(row, which + "_minor", Long.class), Asset.of(required(row, which + "_asset", String.class)));
    }

    private byte[] sealed(Arrival it) {
        return master.encrypt(purpose(it.id()), JSON.writeValueAsBytes(it.sender()));
    }

    private Sender opened(UUID id, byte[] sealed) {
        return sealed.length == 0
                ? Sender.FORGOTTEN
                : JSON.readValue(master.decrypt(purpose(id), sealed), Sender.class);
    }

    private static String purpose(UUID id) {
        return "inbound sender " + id;
    }

    private static State state(Readable row) {
        return switch (required(row, "state", String.class)) {
            case "approved" -> new Approved();
            case "in_review" -> new InReview(No.of(required(row, "why", String.class)));
            case "succeeded" -> new Succeeded(required(row, "ended_at", Instant.class));
            case "failed" ->
                new Failed(required(row, "ended_at", Instant.class), No.of(required(row, "why", String.class)));
            case String other -> throw new IllegalStateException("No such state: " + other);
        };
    }

    private static String name(State state) {
        return switch (state) {
            case Approved _ -> "approved";
            case InReview _ -> "in_review";
            case Succeeded _ -> "succeeded";
            case Failed _ -> "failed";
        };
    }

    private static @Nullable Instant endedAt(State state) {
        return switch (state) {
            case Approved _, InReview _ -> null;
            case Succeeded(var at) -> at;
            case Failed(var at, var _) -> at;
        };
    }

    private static @Nullable String why(State state) {
        return switch (state) {
            case Approved _, Succeeded _ -> null;
            case InReview(var why) -> why.name();
            case Failed(var _, var why) -> why.name();
        };
    }
}
