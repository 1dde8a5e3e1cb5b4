package sandbox.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A durable embedded PostgreSQL: the embedding library would switch fsync off; here it is on, and checked. */
public final class PostgresServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final ProcessHandle postmaster;

    private PostgresServer(EmbeddedPostgres server, ProcessHandle postmaster) {
        this.server = server;
        this.postmaster = postmaster;
    }

    /**
     * @param data kept between starts when {@code keep} is set
     * @param port 0 for a free one
     */
    public static PostgresServer start(Path data, int port, boolean keep) {
        return start(data, port, keep, ProcessBuilder.Redirect.PIPE);
    }

    /** @param output where the server's own words go */
    public static PostgresServer start(Path data, int port, boolean keep, ProcessBuilder.Redirect output) {
        var started = start(data, port, keep, output, "on");
        started.refuseUnlessDurable();
        started.refuseLosingVersions();
        return started;
    }

    /** One that tells of commits which no disk has: what survives a power cut is luck. Only to show that. */
    public static PostgresServer startCareless(Path data, int port, boolean keep, ProcessBuilder.Redirect output) {
        return start(data, port, keep, output, "off");
    }

    private static PostgresServer start(
            Path data, int port, boolean keep, ProcessBuilder.Redirect output, String fsync) {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data.toFile())
                    .setPort(port == 0 ? FreePort.any() : port)
                    .setCleanDataDirectory(!keep)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setRegisterShutdownHook(false)
                    .setErrorRedirector(output)
                    .setOutputRedirector(output)
                    .setLocaleConfig("locale", "C.UTF-8");
            settle(builder, fsync);
            return new PostgresServer(builder.start(), postmaster(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Database database(String name) {
        return new Database("127.0.0.1", server.getPort(), name, "postgres", "postgres");
    }

    public int port() {
        return server.getPort();
    }

    /** The postmaster: the parent of every other process of the server. */
    public ProcessHandle process() {
        return postmaster;
    }

    /** Returns when it has written everything and ended; under load that takes longer than the library waits. */
    @Override
    public void close() {
        try {
            server.close();
            postmaster.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL (pid " + postmaster.pid() + ") does not end", e);
        }
    }

    /** Ends it as it stands, without writing down what memory holds: for data that nobody wants to see again. */
    public void abandon() {
        try {
            new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            postmaster.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL (pid " + postmaster.pid() + ") does not end", e);
        }
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            var pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return ProcessHandle.of(pid).orElseThrow();
        }
    }

    private static void settle(EmbeddedPostgres.Builder builder, String fsync) {
        builder.setServerConfig("fsync", fsync)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("listen_addresses", "127.0.0.1");
    }

    private void refuseUnlessDurable() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            var value = show(setting);
            if (!value.equals("on")) {
                close();
                throw new IllegalStateException(setting + " is " + value + ": nothing would be durable");
            }
        }
    }

    // 18.0 and 18.1 lose updates under the journal's statements.
    private void refuseLosingVersions() {
        var version = show("server_version");
        if (version.matches("18\\.[01]( .*)?")) {
            close();
            throw new IllegalStateException("PostgreSQL " + version + " loses updates; use 18.2 or newer");
        }
    }

    private String show(String setting) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask PostgreSQL for " + setting, e);
        }
    }
}
