package gateway.platform.journal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import sandbox.embedded.Database;

/** The wire between the gateway and the database, which can be cut at the worst moment. */
public final class Wire implements AutoCloseable {

    /** When to cut the line of a COMMIT. */
    public enum Cut {
        NEVER,
        BEFORE_COMMIT_ARRIVES,
        /** Our end is gone at once, and the database hears the COMMIT a little later. */
        COMMIT_ARRIVES_LATE,
        BEFORE_COMMIT_IS_ANSWERED,
        /** From then on nothing passes in either direction, and nobody is told. */
        SILENTLY_BEFORE_COMMIT_ARRIVES
    }

    /** What becomes of a fence and its answer. */
    public enum Fence {
        HEARD,
        /** The connection ends in its place. */
        NEVER_ARRIVES,
        /** Our end is gone at once, and the database hears it a little later. */
        ARRIVES_LATE,
        /** The connection ends in place of the answer. */
        CUT_OFF,
        /** Nothing passes any more, and nobody is told. */
        SILENT
    }

    private static final Duration LINGER = Duration.ofMillis(200);

    private final Database database;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Set<Socket> mute = ConcurrentHashMap.newKeySet();
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
    private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
    private final Queue<Fence> fences = new ConcurrentLinkedQueue<>();
    private final Set<Enum<?>> met = ConcurrentHashMap.newKeySet();
    private final AtomicInteger onTheirWay = new AtomicInteger();
    private volatile Duration late = Duration.ofMillis(20);
    private volatile boolean down;

    public Wire(Database database) throws IOException {
        this.database = database;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    public Database database() {
        return new Database("127.0.0.1", server.getLocalPort(), database.name(), database.user(), database.password());
    }

    /** Then it is whole again. */
    public void cutOnce(Cut next) {
        cuts(List.of(next));
    }

    /** What the next COMMITs meet, one after the other. */
    public void cuts(List<Cut> next) {
        cuts.clear();
        cuts.addAll(next);
    }

    /** Then all are heard. */
    public void fenceOnce(Fence next) {
        fences(List.of(next));
    }

    /** What the next fences meet, one after the other. */
    public void fences(List<Fence> next) {
        fences.clear();
        fences.addAll(next);
    }

    /** By how much is late what arrives late. */
    public void late(Duration by) {
        late = by;
    }

    /** Whether something that is late has yet to arrive. */
    public boolean isLate() {
        return onTheirWay.get() > 0;
    }

    /** What COMMITs and fences have met until now. */
    public Set<Enum<?>> met() {
        return Set.copyOf(met);
    }

    /** No connection lives and none can be made. */
    public void down() {
        down = true;
        sockets.forEach(Wire::close);
    }

    public void up() {
        down = false;
    }

    /** On every line, as if the database had said it; it should be saying nothing else then. */
    public void say(byte[] messages) throws IOException {
        for (var client : clients) {
            client.getOutputStream().write(messages);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (down) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        var backend = new Socket(database.host(), database.port());
        client.setTcpNoDelay(true);
        backend.setTcpNoDelay(true);
        clients.add(client);
        sockets.add(client);
        sockets.add(backend);
        Thread.startVirtualThread(() -> pump(client, backend, true));
        Thread.startVirtualThread(() -> pump(backend, client, false));
    }

    private void pump(Socket from, Socket to, boolean toDatabase) {
        try (from;
                to) {
            var buffer = new byte[64 * 1024];
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (toDatabase && !passes(from, to, Arrays.copyOf(buffer, read))) {
                    return;
                }
                if (silent.contains(from)) {
                    continue;
                }
                // The database has answered, so it has committed; nobody will hear it.
                if (mute.contains(from)) {
                    return;
                }
                to.getOutputStream().write(buffer, 0, read);
                to.getOutputStream().flush();
            }
        } catch (IOException e) {
            // A cut wire is what this is about.
        }
    }

    /** Whether the connection lives on. */
    private boolean passes(Socket from, Socket to, byte[] message) throws IOException {
        var text = new String(message, StandardCharsets.ISO_8859_1);
        if (text.contains("COMMIT\0")) {
            return commitPasses(from, to, message);
        }
        // The statement of a batch names the table too, but does not begin with it.
        return !text.contains("\0insert into platform.journal_batch") || fencePasses(from, to, message);
    }

    private boolean commitPasses(Socket from, Socket to, byte[] message) throws IOException {
        var cut = Objects.requireNonNullElse(cuts.poll(), Cut.NEVER);
        met.add(cut);
        switch (cut) {
            case NEVER -> {}
            case BEFORE_COMMIT_ARRIVES -> {
                return false;
            }
            case COMMIT_ARRIVES_LATE -> {
                return arrivesLate(from, to, message);
            }
            case BEFORE_COMMIT_IS_ANSWERED -> mute.add(to);
            case SILENTLY_BEFORE_COMMIT_ARRIVES -> {
                silent.add(from);
                silent.add(to);
            }
        }
        return true;
    }

    private boolean fencePasses(Socket from, Socket to, byte[] message) throws IOException {
        var fence = Objects.requireNonNullElse(fences.poll(), Fence.HEARD);
        met.add(fence);
        switch (fence) {
            case HEARD -> {}
            case NEVER_ARRIVES -> {
                return false;
            }
            case ARRIVES_LATE -> {
                return arrivesLate(from, to, message);
            }
            case CUT_OFF -> mute.add(to);
            case SILENT -> silent.add(to);
        }
        return true;
    }

    // The database has time to hear it: whoever passes on its answer ends its connection.
    private boolean arrivesLate(Socket from, Socket to, byte[] message) throws IOException {
        onTheirWay.incrementAndGet();
        try {
            from.close();
            LockSupport.parkNanos(late.toNanos());
            to.getOutputStream().write(message);
            to.getOutputStream().flush();
            LockSupport.parkNanos(LINGER.toNanos());
            return false;
        } finally {
            onTheirWay.decrementAndGet();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        down();
    }
}
