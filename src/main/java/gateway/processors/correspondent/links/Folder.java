package gateway.processors.correspondent.links;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder that a correspondent and we share. A file appears in it whole or not at all, also where the power fails: it
 * is written under a name that nobody looks for, forced to the disk, and then given its own name. Blocks: not for event
 * loops.
 */
public final class Folder {

    private static final String SUFFIX = ".xml";
    private static final String UNFINISHED = ".part";

    private final Path path;

    public Folder(Path path) {
        this.path = path;
    }

    /** Puts a file there, any number of times. */
    public void put(String name, byte[] bytes) throws IOException {
        Files.createDirectories(path);
        var unfinished = path.resolve("." + name + UNFINISHED);
        try (var file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        }
        Files.move(
                unfinished,
                path.resolve(name + SUFFIX),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(path);
    }

    /**
     * What lies there, by name; files without their own name yet are not seen.
     *
     * @param last those that come behind all others
     */
    public List<Path> files(int limit, Set<Path> last) throws IOException {
        Files.createDirectories(path);
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(Folder::isWhole)
                    .sorted(Comparator.<Path, Boolean>comparing(last::contains)
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(limit)
                    .toList();
        }
    }

    private static boolean isWhole(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    /** The bytes of a file; empty where it is gone by now, or larger. */
    public static Optional<byte[]> bytes(Path file, long largest) throws IOException {
        try {
            return Files.size(file) > largest ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** Moves a file into a folder below; where another node was faster, there is nothing to move. */
    public void away(Path file, String below) throws IOException {
        var target = path.resolve(below);
        Files.createDirectories(target);
        try {
            Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException | FileAlreadyExistsException gone) {
            return;
        }
        force(target);
        force(path);
    }

    private static void force(Path folder) throws IOException {
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
