package gateway.sessions.revocations;

import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Subject;
import java.time.Instant;
import java.util.Optional;

/** A revocation on its way to other nodes: six lines of text, the reason last. */
final class RevocationMessage {

    private static final int LINES = 6;

    private RevocationMessage() {}

    static String of(Revocation it) {
        return String.join(
                "\n",
                RevocationStore.name(it.subject().scope()),
                it.subject().id(),
                Long.toString(it.epoch()),
                it.at().toString(),
                it.mattersUntil().toString(),
                it.reason());
    }

    /** Empty for anything else: what it was is still in the database and found by the next poll. */
    static Optional<Revocation> read(String message) {
        var lines = message.split("\n", LINES);
        if (lines.length < LINES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Revocation(
                    new Subject(RevocationStore.scope(lines[0]), lines[1]),
                    Long.parseLong(lines[2]),
                    lines[5],
                    Instant.parse(lines[3]),
                    Instant.parse(lines[4])));
        } catch (RuntimeException notOurs) {
            return Optional.empty();
        }
    }
}
