package gateway.ledger;

import gateway.shared.ids.AccountId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the books. They are written through the journal: {@link PostTransfers}, {@link OpenAccount}. */
public interface Ledger {

    /** Errors with {@link LedgerProblem#ACCOUNT_NOT_FOUND}. */
    Mono<Balance> balance(AccountId account);

    /** Posted credits minus debits of all of them together; one that was never opened has none. */
    Mono<Money> posted(Collection<AccountId> accounts, Asset asset);

    /** The posted balance as it was at the instant, summed from the transfers. */
    Mono<Balance> balanceAt(AccountId account, Instant at);

    /** Newest first, at most {@code limit}, strictly before the cursor and not older than {@code since}. */
    Flux<StatementLine> statement(AccountId account, Instant since, StatementCursor before, int limit);
}
