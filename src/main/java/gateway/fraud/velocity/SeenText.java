package gateway.fraud.velocity;

import gateway.fraud.rules.Seen;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A payment that was seen as one word; words of one moment are in the order of their ids. */
final class SeenText {

    /** Which field names the payee, counted from 1. */
    static final int PAYEE = 5;

    /** Which names the card, if there is one. */
    static final int CARD = 6;

    private static final int FIELDS = 6;
    private static final String NONE = "-";

    private SeenText() {}

    static String of(Seen it) {
        return String.join(
                "|",
                it.id().toString(),
                String.valueOf(it.at().toEpochMilli()),
                String.valueOf(it.minor()),
                it.currency(),
                it.payee().toString(),
                it.card() == null ? NONE : it.card().toString());
    }

    /** Empty when it is none: what stands in Redis may be anybody's. */
    static Optional<Seen> parse(String text) {
        var fields = text.split("\\|", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Seen(
                    UUID.fromString(fields[0]),
                    Instant.ofEpochMilli(Long.parseLong(fields[1])),
                    Long.parseLong(fields[2]),
                    fields[3],
                    UUID.fromString(fields[4]),
                    fields[5].equals(NONE) ? null : UUID.fromString(fields[5])));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
