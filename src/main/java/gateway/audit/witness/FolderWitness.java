package gateway.audit.witness;

import gateway.audit.note.Checkpoint;
import gateway.audit.note.MalformedNote;
import gateway.audit.note.SignedNote;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Proofs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A folder in which checkpoints are only ever appended to a file, each forced to the disk. Best a mounted folder of
 * another host, or one that its file system lets nobody shorten. Everything here waits for the disk.
 */
public final class FolderWitness {

    /** In the folder. Notes one after the other, an empty line before each. */
    public static final String FILE = "checkpoints";

    private static final int TAIL = 16_384;

    /** An Ed25519 signature behind the id of its key: one that was cut short is shorter. */
    private static final int SIGNATURE = 68;

    private final Path file;

    public FolderWitness(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** What became of a checkpoint that was offered. */
    public enum Answer {
        ACCEPTED,
        /** It has this one, or somebody else is just writing. */
        NOT_NOW,
        /** It does not go on from the last one that was accepted: somebody changed the past, or lost some of it. */
        REFUSED
    }

    /** The last one that was accepted; empty before the first. */
    public Optional<Checkpoint> last() throws IOException {
        return lastNote().map(Checkpoint::of);
    }

    /** As {@link #last}, with its signature. A note whose writing was cut short is none. */
    public Optional<SignedNote> lastNote() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return lastNote(channel);
        }
    }

    /**
     * @param next signed by whom its reader trusts
     * @param shorter of how many events the path begins
     * @param path proves that it goes on from there
     */
    public Answer accept(SignedNote next, long shorter, List<Hash> path) throws IOException {
        Files.createDirectories(file.getParent());
        try (var channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null ? Answer.NOT_NOW : accept(channel, next, shorter, path);
        } catch (OverlappingFileLockException e) {
            return Answer.NOT_NOW;
        }
    }

    private static Answer accept(FileChannel channel, SignedNote next, long shorter, List<Hash> path)
            throws IOException {
        var last = lastNote(channel).map(Checkpoint::of);
        var checkpoint = Checkpoint.of(next);
        // Whoever offers it has seen another one: somebody else was quicker.
        if (last.map(Checkpoint::size).orElse(0L) != shorter
                || last.filter(checkpoint::equals).isPresent()) {
            return Answer.NOT_NOW;
        }
        if (last.isPresent() && !goesOn(last.get(), checkpoint, path)) {
            return Answer.REFUSED;
        }
        append(channel, next);
        return Answer.ACCEPTED;
    }

    private static boolean goesOn(Checkpoint before, Checkpoint next, List<Hash> path) {
        return before.origin().equals(next.origin())
                && before.size() < next.size()
                && Proofs.continues(next.root(), next.size(), before.root(), before.size(), path);
    }

    private static void append(FileChannel channel, SignedNote note) throws IOException {
        var bytes = ByteBuffer.wrap(("\n\n" + note.written()).getBytes(StandardCharsets.UTF_8));
        long at = channel.size();
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(true);
    }

    private static Optional<SignedNote> lastNote(FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - TAIL);
        var bytes = ByteBuffer.allocate((int) (channel.size() - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            // Until all of it is there.
        }
        var found = lastNote(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        if (found.isEmpty() && channel.size() > TAIL) {
            throw new IOException("No checkpoint at the end of the file");
        }
        return found;
    }

    /** @param tail the end of a file; it may begin and end in the middle of a note */
    static Optional<SignedNote> lastNote(String tail) {
        var parts = tail.split("\n\n+", -1);
        for (int i = parts.length - 1; i > 0; i--) {
            var note = parsed(parts[i - 1] + "\n\n" + parts[i].stripTrailing() + "\n");
            if (note.isPresent() && (i < parts.length - 1 || parts[i].endsWith("\n"))) {
                return note;
            }
        }
        return Optional.empty();
    }

    private static Optional<SignedNote> parsed(String written) {
        try {
            var note = SignedNote.parse(written);
            Checkpoint.of(note);
            return Optional.of(note).filter(it -> it.signatures().getFirst().bytes().length == SIGNATURE);
        } catch (MalformedNote e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
