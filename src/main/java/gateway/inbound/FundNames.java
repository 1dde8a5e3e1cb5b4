package gateway.inbound;

import static gateway.platform.postgres.Columns.required;

import gateway.reconciliation.PaidInNames;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What partners' payments are called, for whoever looks for them in a correspondent's statement. */
@Component
class FundNames implements PaidInNames {

    private static final String NAMES = "select act, reference from inbound.funds where act = any(:acts)";

    private final DatabaseClient database;

    FundNames(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Map<UUID, String>> of(List<UUID> acts) {
        return database.sql(NAMES)
                .bind("acts", acts.toArray(UUID[]::new))
                .map(row -> Map.entry(required(row, "act", UUID.class), required(row, "reference", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
