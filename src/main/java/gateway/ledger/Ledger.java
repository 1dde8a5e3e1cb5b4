package gateway.ledger;

import gateway.shared.ids.AccountId;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the books. They are written through the journal: {@link PostTransfers}, {@link OpenAccount}. */
public interface Ledger {

    /** Errors with {@link LedgerProblem#ACCOUNT_NOT_FOUND}. */
    Mono<Balance> balance(AccountId account);

    /** The posted balance as it was at the instant, summed from the transfers. */
    Mono<Balance> balanceAt(AccountId account, Instant at);

    /** Newest first, at most {@code limit}, strictly before the cursor and not older than {@code since}. */
    Flux<StatementLine> statement(AccountId account, Instant since, StatementCursor before, int limit);
}
