package sandbox.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Folders for data that nobody wants to see again once all went well: a run may leave gigabytes behind. */
public final class Scratch {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Queue<Path> PASSING = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> PASSING.forEach(Scratch::delete), "scratch"));
    }

    private Scratch() {}

    public static Path folder(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that goes when this JVM ends. */
    public static Path passing(String name) {
        var folder = folder(name);
        PASSING.add(folder);
        return folder;
    }

    /** With everything in it. Where somebody still writes it tries for a moment, and then says what stays. */
    public static void delete(Path tree) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!gone(tree)) {
            if (System.nanoTime() - until > 0) {
                System.out.println("Somebody still writes there, so it stays: " + tree);
                return;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The same by a process that outlives this JVM: a server's databases are a hundred thousand files. */
    static void deleteBehind(Path tree) {
        try {
            new ProcessBuilder("rm", "-rf", tree.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean gone(Path tree) {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (NoSuchFileException e) {
            // Of the tree itself: it is gone already. Of a file in it: its owner was faster.
            return tree.toString().equals(e.getFile());
        } catch (DirectoryNotEmptyException _) {
            return false;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return false;
            }
            throw e;
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
