package sandbox.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * The stores that tests share, one server of each per JVM, started on first use: external ones when
 * {@code OQIM_POSTGRES_URL} ({@code postgresql://user:password@host:port}) or {@code OQIM_REDIS_URL}
 * ({@code redis://host:port}) is set, containers when Docker answers, embedded ones when not.
 *
 * <p>{@link #database()} is a fresh database with every changelog applied; it costs a fraction of a second, so each
 * test class takes its own. {@link #emptyDatabase()} has none applied.
 */
public final class Stores {

    private static final String TEMPLATE = "oqim_template";
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Supplier<Database> SERVER = once(Stores::startPostgres);
    private static final Supplier<URI> REDIS = once(Stores::startRedis);
    private static final Supplier<Database> MIGRATED = once(Stores::migrateTemplate);

    private Stores() {}

    public static Database database() {
        return create(" template " + MIGRATED.get().name());
    }

    public static Database emptyDatabase() {
        return create("");
    }

    /** Shared by every test of this JVM: use keys of your own, never flush what you did not write. */
    public static URI redis() {
        return REDIS.get();
    }

    /** A Redis of its own, for tests that stop it. */
    public static RedisServer ownRedis() {
        return RedisServer.start(Scratch.passing("oqim-redis"), 0);
    }

    /** Applies every changelog. */
    public static void migrate(Database database) {
        try (var connection = database.jdbc();
                var liquibase = new Liquibase(
                        "db/changelog.yaml",
                        new ClassLoaderResourceAccessor(),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            liquibase.update(new Contexts());
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException("Cannot migrate " + database.name(), e);
        }
    }

    private static Database create(String suffix) {
        var name = "t%d_%d".formatted(ProcessHandle.current().pid(), NEXT.incrementAndGet());
        execute(SERVER.get(), "create database " + name + suffix);
        return SERVER.get().named(name);
    }

    private static Database migrateTemplate() {
        var name = TEMPLATE + ProcessHandle.current().pid();
        execute(SERVER.get(), "create database " + name);
        var template = SERVER.get().named(name);
        migrate(template);
        return template;
    }

    private static Database startPostgres() {
        var external = System.getenv("OQIM_POSTGRES_URL");
        if (external != null) {
            var url = URI.create(external);
            var user = url.getUserInfo().split(":", 2);
            return new Database(url.getHost(), url.getPort(), "postgres", user[0], user[1]);
        }
        if (dockerAnswers()) {
            var container = new GenericContainer<>("postgres:18.3")
                    .withEnv("POSTGRES_PASSWORD", "postgres")
                    .withExposedPorts(5432);
            container.start();
            return new Database(container.getHost(), container.getMappedPort(5432), "postgres", "postgres", "postgres");
        }
        var data = Scratch.folder("oqim-postgres");
        var server = PostgresServer.start(data, 0, false);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.abandon();
            Scratch.deleteBehind(data);
        }));
        leaveAlone(server.database("postgres"));
        return server.database("postgres");
    }

    // A hundred databases of a thousand relations: looking through them every minute takes 4 s of processor.
    private static void leaveAlone(Database server) {
        execute(server, "alter system set autovacuum_naptime = '1d'");
        execute(server, "select pg_reload_conf()");
    }

    private static URI startRedis() {
        var external = System.getenv("OQIM_REDIS_URL");
        if (external != null) {
            return URI.create(external);
        }
        if (dockerAnswers()) {
            var container = new GenericContainer<>("redis:7.2").withExposedPorts(6379);
            container.start();
            return URI.create("redis://%s:%d".formatted(container.getHost(), container.getMappedPort(6379)));
        }
        var server = RedisServer.start(Scratch.passing("oqim-redis"), 0);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server.uri();
    }

    // Asking Testcontainers is slow and noisy where there is no engine; the socket is a cheap first look.
    private static boolean dockerAnswers() {
        boolean reachable = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return reachable && DockerClientFactory.instance().isDockerAvailable();
    }

    private static void execute(Database database, String sql) {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static <T> Supplier<T> once(Supplier<T> start) {
        return new Supplier<>() {
            private @org.jspecify.annotations.Nullable T value;

            @Override
            public synchronized T get() {
                if (value == null) {
                    value = start.get();
                }
                return value;
            }
        };
    }
}
