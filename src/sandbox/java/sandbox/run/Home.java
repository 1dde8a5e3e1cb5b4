package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import sandbox.embedded.Scratch;

/** The folder that keeps everything between two runs: data, secrets, logs, and who is running. One run at a time. */
public final class Home implements AutoCloseable {

    /** In which folders nodes leave checkpoints of the audit trail. */
    static final String WITNESSES = "gateway.audit.witnesses";

    private static final List<String> DATA = List.of("postgres", "redis", "sandbox", "tls", "witness");
    private static final List<String> FILES = List.of("secrets.properties", "merchants.properties", DemoPartner.FILE);

    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder for this process, and ends what a killed run left behind in it. */
    static Home open(Path folder, boolean fresh) {
        try {
            Files.createDirectories(folder);
            var lock = lock(folder);
            var home = new Home(folder, lock);
            Leftovers.end(home);
            if (fresh) {
                home.empty();
            }
            Files.createDirectories(home.pids());
            home.setLogsAside();
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + folder, e);
        }
    }

    public Path folder() {
        return folder;
    }

    public Path log(String name) {
        return folder.resolve(name + ".log");
    }

    public Path data(String name) {
        return folder.resolve(name);
    }

    Path pids() {
        return folder.resolve("pids");
    }

    void remember(String name, ProcessHandle process) {
        write(pids().resolve(name), RunningProcess.of(process).line());
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(pids().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Readable by its owner only, from its first byte on. */
    Path writeSecretly(String name, String content) {
        var file = folder.resolve(name);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Held by the process, so that it ends with it, however it ends.
    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by another installation of this very process.
        }
        channel.close();
        throw new StartFailure("Another run uses " + folder + ". Stop it first, or choose --data DIR.");
    }

    // Only what a run creates by name: the folder may be somebody's own.
    private void empty() throws IOException {
        for (String name : DATA) {
            emptyTree(folder.resolve(name));
        }
        for (String name : FILES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        try (var logs = Files.newDirectoryStream(folder, "*.log{,.old}")) {
            for (Path log : logs) {
                Files.delete(log);
            }
        }
    }

    // A link leads to the disk that somebody has chosen for it: what lies there goes, the link stays.
    private static void emptyTree(Path tree) throws IOException {
        if (!Files.isSymbolicLink(tree)) {
            Scratch.delete(tree);
            return;
        }
        try (var inside = Files.newDirectoryStream(tree)) {
            for (Path entry : inside) {
                Scratch.delete(entry);
            }
        }
    }

    // One earlier log of each is enough to tell why a run ended.
    private void setLogsAside() throws IOException {
        try (var logs = Files.newDirectoryStream(folder, "*.log")) {
            for (Path log : logs) {
                Files.move(log, Path.of(log + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
