package gateway.payments.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.ledger.Balance;
import gateway.payments.PaymentView.AmountView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money a customer has with us.
 *
 * @param at the moment the balances are of
 */
record WalletView(Instant at, List<BalanceView> balances) {

    /**
     * One currency of a wallet.
     *
     * @param account its name in our books
     * @param posted everything that was booked
     * @param held reserved for payments that are not finished; not told for the past
     * @param available what can be spent: posted without held; not told for the past
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BalanceView(
            String account,
            AmountView posted,
            @Nullable AmountView held,
            @Nullable AmountView available) {

        static BalanceView of(Balance balance) {
            return new BalanceView(
                    balance.account().toString(),
                    AmountView.of(balance.posted()),
                    AmountView.of(balance.held()),
                    AmountView.of(balance.available()));
        }

        static BalanceView past(Balance balance) {
            return new BalanceView(balance.account().toString(), AmountView.of(balance.posted()), null, null);
        }
    }
}
