package sandbox.chaos.disks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A file system in a file, whose power can be cut: the kernel is told to stop it at once without writing anything more,
 * and what a program had not forced to the disk is gone when it is mounted again. Killing processes alone loses
 * nothing, because the kernel keeps what they wrote.
 */
final class LoopDisk implements AutoCloseable {

    private static final List<String> TOOLS = List.of("xfs_io", "mkfs.xfs", "mkfs.ext4", "mount", "umount", "losetup");
    private static final int PATIENCE_SECONDS = 60;
    private static final int TRIES = 20;
    private static final long LEAST_PIECE = 16 * 1024;

    private final Path image;
    private final Path mount;

    private LoopDisk(Path image, Path mount) {
        this.image = image;
        this.mount = mount;
    }

    /** What is missing here, in words; empty when everything is there. */
    static Optional<String> whyNot() {
        for (String tool : TOOLS) {
            if (call("sh", "-c", "command -v " + tool).status() != 0) {
                return Optional.of(tool + " is missing; install the packages xfsprogs, e2fsprogs and util-linux");
            }
        }
        if (call("sh", "-c", "test \"$(id -u)\" = 0").status() != 0) {
            return Optional.of("only root may mount file systems");
        }
        return call("losetup", "--find").status() == 0 ? Optional.empty() : Optional.of("there is no loop device");
    }

    /** @param type xfs or ext4 */
    static LoopDisk make(Path folder, String type, int megabytes) {
        try {
            var mount = Files.createDirectories(folder.resolve("disk"));
            var disk = new LoopDisk(folder.resolve("disk.img"), mount);
            must("truncate", "-s", megabytes + "M", disk.image.toString());
            must("mkfs." + type, "-q", disk.image.toString());
            disk.mount();
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder on it. */
    Path folder(String name) {
        try {
            return Files.createDirectories(mount.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was written so far is not lost any more. */
    void settle() {
        must("sync", "-f", mount.toString());
    }

    /** Nothing more can be written from now on, but for what somebody gives back. */
    void fill() {
        try {
            var ballast = mount.resolve("ballast");
            call("mkdir", "-p", ballast.toString());
            var store = Files.getFileStore(mount);
            // The file system keeps a little for itself; ever smaller pieces find the end.
            for (long piece = Math.max(store.getUsableSpace(), 1); piece >= LEAST_PIECE; piece /= 2) {
                // Where not even a name has room, it is full.
                call(
                        "fallocate",
                        "-l",
                        String.valueOf(piece),
                        ballast.resolve(UUID.randomUUID().toString()).toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There is room again. */
    void free() {
        must("rm", "-rf", mount.resolve("ballast").toString());
    }

    /** From now on nothing reaches it any more, and nothing is flushed. */
    void cut() {
        must("xfs_io", "-x", "-c", "shutdown", mount.toString());
    }

    /** As after a reboot. Nobody may use it. */
    void remount() {
        unmount();
        mount();
    }

    @Override
    public void close() {
        unmount();
    }

    private void mount() {
        must("mount", "-o", "loop", image.toString(), mount.toString());
    }

    // Who was killed a moment ago may still hold a file open.
    private void unmount() {
        for (int i = 1; call("umount", mount.toString()).status() != 0; i++) {
            if (i == TRIES) {
                throw new IllegalStateException("Somebody uses " + mount);
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
    }

    private record Called(int status, String output) {}

    private static void must(String... command) {
        var called = call(command);
        if (called.status() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + called.output());
        }
    }

    private static Called call(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " does not end");
            }
            return new Called(process.exitValue(), output);
        } catch (IOException e) {
            return new Called(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
