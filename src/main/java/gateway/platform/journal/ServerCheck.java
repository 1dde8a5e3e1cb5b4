package gateway.platform.journal;

import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses a database that would lose money: one that is not durable, or a version that loses updates. */
final class ServerCheck {

    private static final String SETTINGS = """
            select name, setting
              from pg_settings
             where name in ('server_version_num', 'fsync', 'synchronous_commit', 'full_page_writes')
            """;

    private ServerCheck() {}

    /** Errors with a sentence for the operator. */
    static Mono<Void> check(Connection connection) {
        return Flux.from(connection.createStatement(SETTINGS).execute())
                .concatMap(result -> result.map(row -> new Setting(
                        String.valueOf(row.get(0, String.class)), String.valueOf(row.get(1, String.class)))))
                .collectList()
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

    // Stronger levels of synchronous_commit, such as remote_apply, include the local flush.
    private static boolean isOff(Setting setting) {
        return setting.value().equals("off");
    }
}
