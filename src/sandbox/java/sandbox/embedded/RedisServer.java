package sandbox.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An embedded Redis that keeps an append-only file, and never evicts: an evicted revocation would be a security hole.
 */
public final class RedisServer implements AutoCloseable {

    private final redis.embedded.RedisServer server;
    private final int port;

    private RedisServer(redis.embedded.RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * @param folder for the append-only file
     * @param port 0 for a free one
     */
    public static RedisServer start(Path folder, int port) {
        int chosen = port == 0 ? FreePort.any() : port;
        try {
            Files.createDirectories(folder);
            var server = redis.embedded.RedisServer.newRedisServer()
                    .port(chosen)
                    .setting("bind 127.0.0.1")
                    .setting("dir " + folder.toAbsolutePath())
                    .setting("appendonly yes")
                    .setting("appendfsync everysec")
                    .setting("save \"\"")
                    .setting("maxmemory-policy noeviction")
                    .build();
            server.start();
            return new RedisServer(server, chosen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
