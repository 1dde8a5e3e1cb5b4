package gateway.audit.trail;

import static gateway.platform.postgres.Columns.required;

import gateway.audit.tree.Hash;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the outbox has of an event. The follower lets PostgreSQL hash it ({@link #LEAF}); whoever verifies
 * hashes it here, with code of its own.
 */
public record RecordedEvent(
        short shard,
        UUID id,
        UUID subject,
        int version,
        Instant at,
        @Nullable UUID customer,
        @Nullable Short answerStatus,
        String type,
        @Nullable String answers,
        String payload) {

    /** The hash of a row of {@code platform.outbox o}; {@link #leaf} says what is hashed. */
    public static final String LEAF = """
            sha256('\\x0001'::bytea || int2send(o.shard) || uuid_send(o.id) || uuid_send(o.subject)
                || int4send(o.version) || timestamptz_send(o.created_at)
                || coalesce('\\x01'::bytea || uuid_send(o.customer), '\\x00')
                || coalesce('\\x01'::bytea || int2send(o.answer_status), '\\x00')
                || int4send(octet_length(o.type)) || convert_to(o.type, 'UTF8')
                || coalesce('\\x01'::bytea || int4send(octet_length(o.answers)) || convert_to(o.answers, 'UTF8'), '\\x00')
                || int4send(octet_length(o.payload)) || convert_to(o.payload, 'UTF8'))""";

    /** In which order events stand in the trail. */
    public static final String ORDER = "created_at, shard, subject, version";

    /** What {@link #of} reads. */
    public static final String COLUMNS =
            "shard, id, subject, version, created_at, customer, answer_status, type, answers, payload";

    private static final byte VERSION = 1;
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int HEAD = 128;

    public static RecordedEvent of(Readable row) {
        return new RecordedEvent(
                required(row, "shard", Short.class),
                required(row, "id", UUID.class),
                required(row, "subject", UUID.class),
                required(row, "version", Integer.class),
                required(row, "created_at", Instant.class),
                row.get("customer", UUID.class),
                row.get("answer_status", Short.class),
                required(row, "type", String.class),
                row.get("answers", String.class),
                required(row, "payload", String.class));
    }

    /**
     * What is hashed: a 1; shard, id, subject, version, and microseconds since 2000; customer and status, each behind a
     * 1, or a 0; type, the key that is answered behind a 1, or a 0, and payload, each in UTF-8 behind its length.
     * Numbers are big-endian and of their column's width; so no two events are the same bytes.
     */
    public Hash leaf() {
        var typeBytes = type.getBytes(StandardCharsets.UTF_8);
        var answerBytes = answers == null ? new byte[0] : answers.getBytes(StandardCharsets.UTF_8);
        var payloadBytes = payload.getBytes(StandardCharsets.UTF_8);
        var to = ByteBuffer.allocate(HEAD + typeBytes.length + answerBytes.length + payloadBytes.length);
        to.put(VERSION).putShort(shard);
        put(to, id);
        put(to, subject);
        to.putInt(version).putLong(ChronoUnit.MICROS.between(EPOCH, at));
        putOptional(to, customer);
        if (answerStatus == null) {
            to.put(ABSENT);
        } else {
            to.put(PRESENT).putShort(answerStatus);
        }
        to.putInt(typeBytes.length).put(typeBytes);
        if (answers == null) {
            to.put(ABSENT);
        } else {
            to.put(PRESENT).putInt(answerBytes.length).put(answerBytes);
        }
        to.putInt(payloadBytes.length).put(payloadBytes);
        var bytes = new byte[to.position()];
        to.flip().get(bytes);
        return Hash.ofLeaf(bytes);
    }

    private static void putOptional(ByteBuffer to, @Nullable UUID value) {
        if (value == null) {
            to.put(ABSENT);
        } else {
            put(to.put(PRESENT), value);
        }
    }

    private static void put(ByteBuffer to, UUID value) {
        to.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    }
}
