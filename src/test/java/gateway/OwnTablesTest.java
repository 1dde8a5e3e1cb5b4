package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A module's tables are its own: others ask it, and do not read over its shoulder. */
class OwnTablesTest {

    private static final Path PRODUCT = Path.of("src", "main", "java", "gateway");

    private static final Pattern TABLE =
            Pattern.compile("\\b(?:from|join|into|update|truncate)\\s+(?:only\\s+)?([a-z_]+)\\.[a-z_]+\\b");

    /** Proofs of the books compare what several modules wrote; that is all they are for. */
    private static final Set<String> PROOFS = Set.of(
            "crossborder/postgres/ExchangeCheck.java ledger",
            "inbound/postgres/ArrivalOnwardCheck.java ledger",
            "inbound/postgres/InboundCheck.java ledger",
            "operators/postgres/OperatorsCheck.java ledger",
            "operators/postgres/OnwardCheck.java ledger",
            "payments/postgres/FeesCheck.java ledger",
            "payments/postgres/PaymentsCheck.java ledger");

    /** Of schemas that are not named as their module. */
    private static final Map<String, String> HOMES = Map.of("correspondents", "processors/correspondent");

    /** The outbox is plumbing, written for everybody who wants to know. */
    private static final Set<String> OUTBOX = Set.of(
            "audit/proof/ProveEvent.java platform",
            "audit/proof/WholeTrail.java platform",
            "audit/trail/FollowOutbox.java platform",
            "corebanking/postgres/CollectNames.java platform",
            "notifications/news/CollectNews.java platform",
            "webhooks/events/CollectEvents.java platform");

    @Test
    void noModuleNamesATableOfAnother() {
        var schemas = new TreeSet<String>();
        var foreign = new TreeSet<String>();
        for (var file : Sources.javaFiles(PRODUCT)) {
            var path = PRODUCT.relativize(file).toString();
            TABLE.matcher(Sources.text(file)).results().map(it -> it.group(1)).forEach(schemas::add);
            foreign.addAll(foreign(path, Sources.text(file)));
        }
        foreign.removeAll(PROOFS);
        foreign.removeAll(OUTBOX);

        assertThat(schemas).contains("payments", "ledger", "corebanking");
        assertThat(foreign).isEmpty();
    }

    private static List<String> foreign(String path, String text) {
        return TABLE.matcher(text)
                .results()
                .map(it -> it.group(1))
                .filter(OwnTablesTest::isSchema)
                .filter(schema -> !path.startsWith(HOMES.getOrDefault(schema, schema) + "/"))
                .map(schema -> path + " " + schema)
                .toList();
    }

    private static boolean isSchema(String name) {
        return Files.isDirectory(Path.of("src", "main", "resources", "db", name));
    }
}
