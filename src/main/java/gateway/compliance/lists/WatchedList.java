package gateway.compliance.lists;

import gateway.compliance.ListVersion;
import gateway.platform.crypto.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One publisher's list: its file as it was seen last, and the version in force, which outlives every bad file. A file
 * is compared with what was accepted last, on whichever node and before whichever restart.
 */
public final class WatchedList {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedList.class);

    private final ListSource source;
    private final Path file;
    private final long largest;
    private volatile @Nullable Seen seen;
    private volatile @Nullable Held held;
    private volatile boolean recorded;
    private volatile @Nullable ListVersion comparedWith;
    private volatile @Nullable String refusal;

    /** When a file was changed last, and how large it was: a file that has neither changed is the same one. */
    private record Seen(
            FileTime changed, long size, @Nullable Object key) {

        static Seen of(Path file) throws IOException {
            var it = Files.readAttributes(file, BasicFileAttributes.class);
            return new Seen(it.lastModifiedTime(), it.size(), it.fileKey());
        }
    }

    private record Held(ListFile list, String sha256) {

        ListVersion version() {
            return list.version();
        }
    }

    public WatchedList(ListSource source, Path folder, long largest) {
        this.source = source;
        this.file = folder.resolve(source.file());
        this.largest = largest;
    }

    /**
     * Reads the file if it is another one than last time, or was refused and another list counts as accepted now.
     * Blocks. Says whether another version is in force now.
     *
     * @param accepted last, as it is recorded; null where none is
     */
    public boolean look(@Nullable ListVersion accepted) {
        try {
            if (!Files.exists(file)) {
                return false;
            }
            var now = Seen.of(file);
            if (now.equals(seen) && (refusal == null || Objects.equals(accepted, comparedWith))) {
                return false;
            }
            comparedWith = accepted;
            putInForce(read(now, accepted), now);
            return true;
        } catch (ListRefused refused) {
            refuse(String.valueOf(refused.getMessage()));
        } catch (IOException unreadable) {
            // Not remembered as seen: it is tried again next time.
            refuse("cannot be read: " + unreadable.getClass().getSimpleName());
        }
        return false;
    }

    private void putInForce(Held next, Seen now) {
        seen = now;
        held = next;
        recorded = false;
        refusal = null;
        LOG.info(
                "List {} of {} is in force: {} entries",
                source.list(),
                next.version().version(),
                next.version().entries());
    }

    // What is in force here and not recorded yet counts as if it were.
    private @Nullable ListVersion last(@Nullable ListVersion accepted) {
        var current = held;
        return current == null || recorded ? accepted : current.version();
    }

    private Held read(Seen now, @Nullable ListVersion accepted) throws IOException {
        try {
            if (now.size() > largest) {
                throw new ListRefused(0, "has " + now.size() + " bytes, more than " + largest);
            }
            var digest = Sha256.begin();
            try (var bytes = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest)) {
                var next = source.read(bytes);
                Succession.check(last(accepted), next.version());
                bytes.transferTo(OutputStream.nullOutputStream());
                return new Held(next, HexFormat.of().formatHex(digest.digest()));
            }
        } catch (ListRefused refused) {
            seen = now;
            throw refused;
        }
    }

    private void refuse(String reason) {
        refusal = reason;
        LOG.error(
                "List {} was not put in force, because its file {} {}; in force stays {}",
                source.list(),
                source.file(),
                reason,
                version() == null ? "none" : version());
    }

    public ListSource source() {
        return source;
    }

    public @Nullable ListFile inForce() {
        var current = held;
        return current == null ? null : current.list();
    }

    /** What was put in force here and is not recorded yet; null when there is nothing of the kind. */
    public @Nullable AcceptedList unrecorded() {
        var current = held;
        return current == null || recorded ? null : new AcceptedList(current.version(), current.sha256());
    }

    /** It is recorded now, or a better one of another node. */
    public void isRecorded() {
        recorded = true;
    }

    private @Nullable ListVersion version() {
        var current = held;
        return current == null ? null : current.version();
    }

    /** Why the file that lies there now is not in force; null where it is. */
    public @Nullable String refusal() {
        return refusal;
    }
}
