package sandbox.embedded;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Where a database is, in every form that somebody asks for. */
public record Database(String host, int port, String name, String user, String password) {

    /** From {@code postgresql://user:password@host:port/name}; the name may be left out. */
    public static Database parse(URI url) {
        var user = String.valueOf(url.getUserInfo()).split(":", 2);
        if (url.getHost() == null || user.length != 2) {
            throw new IllegalArgumentException("A database is named as postgresql://user:password@host:port/name");
        }
        var name = url.getPath().length() > 1 ? url.getPath().substring(1) : "postgres";
        return new Database(url.getHost(), url.getPort() < 0 ? 5432 : url.getPort(), name, user[0], user[1]);
    }

    public String r2dbcUrl() {
        return "r2dbc:postgresql://%s:%d/%s".formatted(host, port, name);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
    }

    public Database named(String other) {
        return new Database(host, port, other, user, password);
    }

    /** An unpooled factory. */
    public ConnectionFactory connections() {
        return ConnectionFactories.get("r2dbc:postgresql://%s:%s@%s:%d/%s".formatted(user, password, host, port, name));
    }

    /** Opens none before it is wanted: each is a process of the server. Whoever has the pool disposes of it. */
    public ConnectionPool pool(int most) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections())
                .initialSize(0)
                .maxSize(most)
                .maxAcquireTime(Duration.ofSeconds(30))
                .build());
    }

    public Connection jdbc() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    /** The properties with which the gateway uses this database. */
    public Map<String, String> properties() {
        return Map.of(
                "spring.r2dbc.url", r2dbcUrl(),
                "spring.r2dbc.username", user,
                "spring.r2dbc.password", password,
                "spring.liquibase.url", jdbcUrl(),
                "spring.liquibase.user", user,
                "spring.liquibase.password", password);
    }
}
