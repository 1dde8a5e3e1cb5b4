package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders for data that nobody wants to see again once all went well: a run may leave gigabytes behind. */
public final class Scratch {

    private Scratch() {}

    public static Path folder(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With everything in it. Does nothing when there is none. */
    public static void delete(Path tree) {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (NoSuchFileException _) {
            // Nothing is left already.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes it when all went well; else it stays, and whoever ran it is told where. */
    public static void leave(Path folder, boolean good) {
        if (good) {
            delete(folder);
        } else {
            System.out.println("Data and logs stay in " + folder);
        }
    }
}
