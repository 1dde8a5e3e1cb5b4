package sandbox.chaos.disks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Setting;
import sandbox.embedded.PostgresServer;

/** The control of a power cut: somebody commits one number after the other, and then it is looked which were kept. */
final class Counting {

    private static final Duration AT_LEAST = Duration.ofSeconds(3);

    /** How far a server can be believed. */
    enum Care {
        DURABLE("fsync and synchronous_commit on: nothing", "on"),
        LATE_COMMIT("synchronous_commit off", "off"),
        NO_FSYNC("fsync off", "on");

        private final String words;
        private final String synchronousCommit;

        Care(String words, String synchronousCommit) {
            this.words = words;
            this.synchronousCommit = synchronousCommit;
        }

        String words() {
            return words;
        }

        boolean holds(int lost) {
            return this == DURABLE ? lost == 0 : lost > 0;
        }
    }

    private final LoopDisk disk;
    private final Care care;

    Counting(LoopDisk disk, Care care) {
        this.disk = disk;
        this.care = care;
    }

    int lostInACut(Setting setting) {
        var server = start();
        var told = new AtomicInteger();
        var counting = Thread.ofPlatform().start(() -> count(server, told));
        LockSupport.parkNanos(AT_LEAST.toNanos());
        int toldInTime = told.get();
        var children = server.process().descendants().toList();
        disk.cut();
        server.process().destroyForcibly();
        server.process().onExit().join();
        children.forEach(child -> child.onExit().join());
        join(counting);
        // It keeps a lock file open.
        server.close();
        disk.remount();
        // What a careless server told after the cut is lost anyway, and proves nothing about the cut.
        int due = care == Care.DURABLE ? told.get() : toldInTime;
        if (due == 0) {
            throw new IllegalStateException("Nothing was told before the cut, so nothing can be learned from it");
        }
        return lost(setting, due, found());
    }

    // Number by number: one that is gone must not hide behind one that is there although its answer was cut off.
    private int lost(Setting setting, int due, BitSet found) {
        int kept = found.get(0, due).cardinality();
        int untold = found.cardinality() - kept;
        setting.say("control, %s: %d told, %d of them lost, %d found beyond them"
                .formatted(care.words(), due, due - kept, untold));
        return due - kept;
    }

    // A server that lost all may not even come up again: then nothing was kept.
    private BitSet found() {
        var found = new BitSet();
        try (var server = start();
                var connection = server.database("postgres").jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select n from number")) {
            while (rows.next()) {
                found.set(rows.getInt(1));
            }
            return found;
        } catch (SQLException | RuntimeException e) {
            return new BitSet();
        }
    }

    private PostgresServer start() {
        var data = disk.folder(care.name().toLowerCase(java.util.Locale.ROOT));
        var nowhere = ProcessBuilder.Redirect.DISCARD;
        return care == Care.NO_FSYNC
                ? PostgresServer.startCareless(data, 0, true, nowhere)
                : PostgresServer.start(data, 0, true, nowhere);
    }

    private void count(PostgresServer server, AtomicInteger told) {
        try (var connection = server.database("postgres").jdbc()) {
            prepare(connection);
            try (var insert = connection.prepareStatement("insert into number values (?)")) {
                while (true) {
                    insert.setInt(1, told.get());
                    insert.executeUpdate();
                    told.incrementAndGet();
                }
            }
        } catch (SQLException cut) {
            // The power is off.
        }
    }

    private void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table number (n integer primary key)");
            statement.execute("set synchronous_commit to " + care.synchronousCommit);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
