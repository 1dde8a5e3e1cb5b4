package gateway.platform.journal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import sandbox.embedded.Database;

/** The wire between the gateway and the database, which can be cut at the worst moment. */
public final class Wire implements AutoCloseable {

    /** When to cut; once, then it is whole again. */
    public enum Cut {
        NEVER,
        BEFORE_COMMIT_ARRIVES,
        BEFORE_COMMIT_IS_ANSWERED,
        /** From then on nothing passes in either direction, and nobody is told. */
        SILENTLY_BEFORE_COMMIT_ARRIVES
    }

    /** What becomes of the answer to the next fence; once, then all are heard. */
    public enum Fence {
        HEARD,
        /** The connection ends in its place. */
        CUT_OFF,
        /** Nothing passes any more, and nobody is told. */
        SILENT
    }

    private final Database database;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);
    private final AtomicReference<Fence> fence = new AtomicReference<>(Fence.HEARD);
    private volatile boolean down;

    public Wire(Database database) throws IOException {
        this.database = database;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    public Database database() {
        return new Database("127.0.0.1", server.getLocalPort(), database.name(), database.user(), database.password());
    }

    public void cutOnce(Cut next) {
        cut.set(next);
    }

    public void fenceOnce(Fence next) {
        fence.set(next);
    }

    /** No connection lives and none can be made. */
    public void down() {
        down = true;
        sockets.forEach(Wire::close);
    }

    public void up() {
        down = false;
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
        sockets.add(client);
        sockets.add(backend);
        Thread.startVirtualThread(() -> pump(client, backend, true));
        Thread.startVirtualThread(() -> pump(backend, client, false));
    }

    private final Set<Socket> mute = ConcurrentHashMap.newKeySet();
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();

    private void pump(Socket from, Socket to, boolean toDatabase) {
        try (from;
                to) {
            var buffer = new byte[64 * 1024];
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (toDatabase && isCommit(buffer, read) && cut.compareAndSet(Cut.BEFORE_COMMIT_ARRIVES, Cut.NEVER)) {
                    return;
                }
                if (toDatabase
                        && isCommit(buffer, read)
                        && cut.compareAndSet(Cut.BEFORE_COMMIT_IS_ANSWERED, Cut.NEVER)) {
                    mute.add(to);
                }
                if (toDatabase
                        && isCommit(buffer, read)
                        && cut.compareAndSet(Cut.SILENTLY_BEFORE_COMMIT_ARRIVES, Cut.NEVER)) {
                    silent.add(from);
                    silent.add(to);
                }
                if (toDatabase && isFence(buffer, read)) {
                    switch (fence.getAndSet(Fence.HEARD)) {
                        case CUT_OFF -> mute.add(to);
                        case SILENT -> silent.add(to);
                        case HEARD -> {}
                    }
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

    private static boolean isCommit(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
    }

    // The statement of a batch names the table too, but does not begin with it.
    private static boolean isFence(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1)
                .contains("\0insert into platform.journal_batch");
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
