package sandbox.run;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import sandbox.embedded.Database;

/**
 * The stores of an installation: embedded ones started here, or external ones named by {@code OQIM_POSTGRES_URL} and
 * {@code OQIM_REDIS_URL}.
 */
record OwnStores(Database database, URI redis) {

    /**
     * Starts both at once; neither waits for the other.
     *
     * @param started hears of each one that was started here, because it must also be stopped here
     */
    static OwnStores start(Home home, Consumer<Part> started) {
        var redis = CompletableFuture.supplyAsync(() -> redis(home, started));
        var database = database(home, started);
        return new OwnStores(database, redis.join());
    }

    private static Database database(Home home, Consumer<Part> started) {
        var external = Optional.ofNullable(System.getenv("OQIM_POSTGRES_URL"));
        if (external.isPresent()) {
            return Database.parse(URI.create(external.get()));
        }
        var part = PostgresPart.start(home);
        started.accept(part);
        return part.database();
    }

    private static URI redis(Home home, Consumer<Part> started) {
        var external = Optional.ofNullable(System.getenv("OQIM_REDIS_URL"));
        if (external.isPresent()) {
            return URI.create(external.get());
        }
        var server = RedisPart.start(home);
        started.accept(server.part());
        return server.uri();
    }
}
