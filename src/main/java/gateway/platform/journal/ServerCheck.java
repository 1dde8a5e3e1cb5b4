package gateway.platform.journal;

import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses a database that would lose money: one that is not durable, or a version that loses updates. Warns of one that
 * has no room for the nodes of a rollout.
 */
final class ServerCheck {

    private static final String SETTINGS = """
            select name, setting
              from pg_settings
             where name in ('server_version_num', 'fsync', 'synchronous_commit', 'full_page_writes',
                            'max_connections')
            """;

    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);

    /** What a node opens at most beside its writers, as it is set by default; docs/operations.md says for what. */
    static final int BESIDE_WRITERS = 55;

    /** For migrations, people, and what PostgreSQL keeps for those who administer it. */
    private static final int OTHERS = 10;

    private ServerCheck() {}

    /** Errors with a sentence for the operator. */
    static Mono<Void> check(Connection connection, int writers) {
        return Flux.from(connection.createStatement(SETTINGS).execute())
                .concatMap(result -> result.map(row -> new Setting(
                        String.valueOf(row.get(0, String.class)), String.valueOf(row.get(1, String.class)))))
                .collectList()
                .doOnNext(settings -> warnings(settings, writers).forEach(LOG::warn))
                .flatMap(settings -> verdict(complaints(settings)));
    }

    private static Mono<Void> verdict(List<String> complaints) {
        return complaints.isEmpty()
                ? Mono.empty()
                : Mono.error(new IllegalStateException(
                        "This PostgreSQL must not keep the books: " + String.join("; ", complaints)));
    }

    record Setting(String name, String value) {}

    static List<String> complaints(List<Setting> settings) {
        var complaints = new ArrayList<String>();
        for (var setting : settings) {
            if (setting.name().equals("server_version_num")) {
                // 18.0 and 18.1 skip rows in "update … from" when another session has just changed them.
                int version = Integer.parseInt(setting.value());
                if (version < 15_00_00 || version == 18_00_00 || version == 18_00_01) {
                    complaints.add(
                            "version " + version + "; take 15 or newer, but not 18.0 or 18.1: they lose updates");
                }
            } else if (isOff(setting)) {
                complaints.add(setting.name() + " is " + setting.value()
                        + ", so what it calls committed may vanish in a power cut; switch it on");
            }
        }
        return complaints;
    }

    /** A node and the one that takes its place have to fit in. */
    static List<String> warnings(List<Setting> settings, int writers) {
        int wanted = 2 * (BESIDE_WRITERS + writers) + OTHERS;
        return settings.stream()
                .filter(it -> it.name().equals("max_connections") && Integer.parseInt(it.value()) < wanted)
                .map(it -> "PostgreSQL's max_connections is %s, and a node that is rolled out wants %d of them"
                        .formatted(it.value(), wanted))
                .toList();
    }

    // Stronger levels of synchronous_commit, such as remote_apply, include the local flush.
    private static boolean isOff(Setting setting) {
        return setting.value().equals("off");
    }
}
