package gateway.inbound;

import gateway.ledger.Ledger;
import gateway.ledger.LedgerProblem;
import gateway.ledger.StatementCursor;
import gateway.ledger.StatementLine;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a partner has paid in and not sent yet, as the ledger has it. */
@Component
public class PartnerAccount {

    private static final int MOST = 10_000;

    private final Ledger ledger;

    PartnerAccount(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Empty where the partner has never paid in this currency. */
    public Mono<Optional<Money>> balance(PartnerId partner, Asset asset) {
        return ledger.balance(ArrivalPostings.prefunded(partner, asset))
                .map(balance -> Optional.of(balance.available()))
                .onErrorResume(PartnerAccount::isNone, _ -> Mono.just(Optional.empty()));
    }

    /** Newest first; empty when there are more than 10,000: half a statement would agree with nothing. */
    public Mono<Optional<List<StatementLine>>> lines(PartnerId partner, Asset asset, Instant from, Instant until) {
        return ledger.statement(
                        ArrivalPostings.prefunded(partner, asset), from, StatementCursor.earlierThan(until), MOST + 1)
                .collectList()
                .map(all -> all.size() > MOST ? Optional.empty() : Optional.of(all));
    }

    private static boolean isNone(Throwable error) {
        return error instanceof ProblemException problem && problem.type() == LedgerProblem.ACCOUNT_NOT_FOUND;
    }
}
