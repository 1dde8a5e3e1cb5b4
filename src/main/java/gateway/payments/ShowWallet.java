package gateway.payments;

import gateway.ledger.Balance;
import gateway.ledger.Ledger;
import gateway.ledger.Purpose;
import gateway.ledger.StatementCursor;
import gateway.ledger.StatementLine;
import gateway.ledger.Wallets;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows customers the money they have with us, and which payment moved it. */
@Component
public class ShowWallet {

    private final Wallets wallets;
    private final Ledger ledger;
    private final PaymentStore store;

    ShowWallet(Wallets wallets, Ledger ledger, PaymentStore store) {
        this.wallets = wallets;
        this.ledger = ledger;
        this.store = store;
    }

    /**
     * A line of a statement.
     *
     * @param payment what moved the money; for a refund the payment that it gives back
     * @param refund null unless it is one
     */
    public record Posting(
            StatementLine line,
            @Nullable PaymentId payment,
            @Nullable RefundId refund) {}

    public Flux<Balance> balances(CustomerId customer) {
        return wallets.balances(customer);
    }

    /** As it was at the end of the instant; what was held then is not known any more. */
    public Flux<Balance> balancesAt(CustomerId customer, Instant at) {
        return wallets.balances(customer).concatMap(now -> ledger.balanceAt(now.account(), at));
    }

    /** Newest first. Errors with {@link gateway.ledger.LedgerProblem#ACCOUNT_NOT_FOUND}. */
    public Mono<List<Posting>> statement(
            CustomerId customer, Asset asset, Instant since, StatementCursor before, int limit) {
        return ledger.statement(AccountId.of(customer.value(), asset), since, before, limit)
                .collectList()
                .flatMap(this::named);
    }

    private Mono<List<Posting>> named(List<StatementLine> lines) {
        var refunds = lines.stream()
                .filter(line -> line.purpose() == Purpose.REFUND || line.purpose() == Purpose.FEE_RETURN)
                .map(line -> new RefundId(line.reference()))
                .distinct()
                .toList();
        return store.paymentsOf(refunds)
                .map(payments ->
                        lines.stream().map(line -> posting(line, payments)).toList());
    }

    private static Posting posting(StatementLine line, Map<RefundId, PaymentId> payments) {
        return switch (line.purpose()) {
            case PAYMENT, PAYMENT_LEG, REVERSAL, FEE -> new Posting(line, new PaymentId(line.reference()), null);
            case REFUND, FEE_RETURN -> {
                var refund = new RefundId(line.reference());
                yield new Posting(line, payments.get(refund), refund);
            }
            case ADJUSTMENT,
                    TOP_UP,
                    TOP_UP_RETURN,
                    REMITTANCE,
                    REMITTANCE_FEE,
                    REMITTANCE_FEE_RETURN,
                    EXCHANGE,
                    EXCHANGE_RETURN,
                    FUNDING,
                    ARRIVAL,
                    PARTNER_FUNDS -> new Posting(line, null, null);
        };
    }
}
