package gateway.audit.note;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A signed checkpoint out of a witness's file: read and written again the same, or refused with one exception. */
public final class CheckpointsFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        try {
            var note = SignedNote.parse(Promises.text(input));
            Promises.same(note.written(), SignedNote.parse(note.written()).written());
            Promises.same(Promises.text(input), note.written());
            var checkpoint = Checkpoint.of(note);
            Promises.holds(note.text().startsWith(checkpoint.text()), "a checkpoint is the beginning of its text");
        } catch (MalformedNote refused) {
            Promises.holds(!String.valueOf(refused.getMessage()).isBlank(), "a refusal says why");
        }
    }
}
