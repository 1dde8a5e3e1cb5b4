package gateway.audit;

import gateway.audit.note.MalformedNote;
import gateway.audit.note.SignedNote;
import gateway.audit.note.VerifierKey;
import java.nio.file.Path;
import java.util.List;

/**
 * What somebody who looks at the trail believes beforehand.
 *
 * @param keys any of them may have signed a checkpoint
 * @param witnesses folders in which checkpoints were left; the database has no say in them
 */
public record Trusted(List<VerifierKey> keys, List<Path> witnesses) {

    public Trusted {
        keys = List.copyOf(keys);
        witnesses = List.copyOf(witnesses);
    }

    /** Errors with {@link MalformedNote}. */
    public static Trusted of(List<String> keys, List<Path> witnesses) {
        return new Trusted(keys.stream().map(VerifierKey::parse).toList(), witnesses);
    }

    public boolean hasSigned(SignedNote note) {
        return keys.stream().anyMatch(it -> it.hasSigned(note));
    }
}
