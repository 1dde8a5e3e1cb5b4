package gateway.compliance.lists;

import gateway.compliance.ListVersion;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One publisher's list: its file as it was seen last, and the version in force, which outlives every bad file. */
public final class WatchedList {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedList.class);

    private final ListSource source;
    private final Path file;
    private final long largest;
    private volatile @Nullable Seen seen;
    private volatile @Nullable ListFile inForce;
    private volatile @Nullable String refusal;

    /** When a file was changed last, and how large it was: a file that has neither changed is the same one. */
    private record Seen(
            FileTime changed, long size, @Nullable Object key) {

        static Seen of(Path file) throws IOException {
            var it = Files.readAttributes(file, BasicFileAttributes.class);
            return new Seen(it.lastModifiedTime(), it.size(), it.fileKey());
        }
    }

    public WatchedList(ListSource source, Path folder, long largest) {
        this.source = source;
        this.file = folder.resolve(source.file());
        this.largest = largest;
    }

    /** Reads the file if it is another one than last time. Blocks. Says whether another version is in force now. */
    public boolean look() {
        try {
            if (!Files.exists(file)) {
                return false;
            }
            var now = Seen.of(file);
            if (now.equals(seen)) {
                return false;
            }
            var next = read(now);
            seen = now;
            inForce = next;
            refusal = null;
            LOG.info(
                    "List {} of {} is in force: {} entries",
                    source.list(),
                    next.version().version(),
                    next.entries().size());
            return true;
        } catch (ListRefused refused) {
            refuse(String.valueOf(refused.getMessage()));
        } catch (IOException unreadable) {
            // Not remembered as seen: it is tried again next time.
            refuse("cannot be read: " + unreadable.getClass().getSimpleName());
        }
        return false;
    }

    private ListFile read(Seen now) throws IOException {
        try {
            if (now.size() > largest) {
                throw new ListRefused(0, "has " + now.size() + " bytes, more than " + largest);
            }
            try (var bytes = new BufferedInputStream(Files.newInputStream(file))) {
                var next = source.read(bytes);
                Succession.check(version(), next.version());
                return next;
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
        return inForce;
    }

    private @Nullable ListVersion version() {
        var current = inForce;
        return current == null ? null : current.version();
    }

    /** Why the file that lies there now is not in force; null where it is. */
    public @Nullable String refusal() {
        return refusal;
    }
}
