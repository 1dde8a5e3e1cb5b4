package sandbox.chaos.kills;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sandbox.run.GatewayNode;

/**
 * What stands before the nodes in a bank: it gives new connections to nodes that say they are ready, in turn, and knows
 * nothing of what flows through them. Connections that stand are left alone; it is for the node to end them.
 */
final class Balancer implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int BACKLOG = 500;

    private final List<GatewayNode> nodes;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile List<GatewayNode> ready;
    private volatile boolean closed;
    private int turn;

    private Balancer(List<GatewayNode> nodes, ServerSocket door) {
        this.nodes = nodes;
        this.door = door;
        this.ready = nodes;
    }

    static Balancer before(List<GatewayNode> nodes) {
        try {
            var balancer =
                    new Balancer(List.copyOf(nodes), new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().name("balancer-looks").start(balancer::look);
            Thread.ofPlatform().daemon().name("balancer-accepts").start(balancer::accept);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://localhost:" + door.getLocalPort());
    }

    private void look() {
        while (!closed) {
            ready = nodes.stream().filter(GatewayNode::isReady).toList();
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private void accept() {
        while (!closed) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException("The balancer cannot go on", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        var node = connected();
        if (node == null) {
            close(client);
            return;
        }
        open.add(client);
        open.add(node);
        var there = Thread.ofVirtual().start(() -> pass(client, node));
        pass(node, client);
        await(there);
        close(client);
        close(node);
        open.remove(client);
        open.remove(node);
    }

    // A node that does not take the connection was not ready after all.
    private @Nullable Socket connected() {
        for (var node : inTurn()) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), node.plain().getPort()),
                        CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                close(socket);
            }
        }
        return null;
    }

    private synchronized List<GatewayNode> inTurn() {
        var now = ready;
        int first = now.isEmpty() ? 0 : Math.floorMod(turn++, now.size());
        return Stream.concat(now.subList(first, now.size()).stream(), now.subList(0, first).stream())
                .toList();
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One end has gone; the other shall know it.
            close(from);
            close(to);
        }
    }

    private static void await(Thread direction) {
        try {
            direction.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        close(door);
        open.forEach(Balancer::close);
    }
}
