package gateway.crossborder;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What stands behind the ledger's exchanges: what customers were quoted, and what the bank bought currency for. */
public interface ExchangeNames {

    /** By remittance. */
    Mono<Map<UUID, Quote>> quotes(List<UUID> remittances);

    /** By act. */
    Mono<Map<UUID, Funding>> fundings(List<UUID> acts);
}
