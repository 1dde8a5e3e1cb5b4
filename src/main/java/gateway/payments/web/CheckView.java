package gateway.payments.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.fees.FeeLine;
import gateway.limits.CheckLimits.Checked;
import gateway.payments.CheckPayment.Outlook;
import gateway.rulebook.Wording;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a payment would meet.
 *
 * @param allowed whether all limits of the customer alone leave enough for it; one that others use too may still refuse
 *     it
 * @param refusedBy the limit that the problem {@code limit-exceeded} would name; absent when none of theirs would
 * @param debited what would leave the sender
 * @param credited what would reach the receiver
 * @param fee what both would pay together; sent back as {@code agreedFee}, the payment costs no more or is not made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckView(
        boolean allowed,
        @Nullable String refusedBy,
        SumView debited,
        SumView credited,
        SumView fee,
        List<CheckedFeeView> fees,
        List<CheckedLimitView> limits) {

    static CheckView of(Outlook it) {
        var refusing = it.limits().stream().filter(CheckView::isToldExceeded).findFirst();
        return new CheckView(
                refusing.isEmpty(),
                refusing.map(Checked::limit).orElse(null),
                SumView.of(it.price().debited()),
                SumView.of(it.price().credited()),
                SumView.of(it.price().total()),
                it.price().lines().stream().map(CheckedFeeView::of).toList(),
                it.limits().stream().map(CheckedLimitView::of).toList());
    }

    private static boolean isToldExceeded(Checked it) {
        return Boolean.TRUE.equals(it.told());
    }

    /** @param value decimal string, such as {@code 1500.00} */
    record SumView(String value, String currency) {

        static SumView of(Money money) {
            return new SumView(money.toDecimal(), money.asset().code());
        }
    }

    /** @param total with VAT; zero for a fee that applies and is free */
    record CheckedFeeView(String id, Wording name, SumView total) {

        static CheckedFeeView of(FeeLine line) {
            return new CheckedFeeView(line.fee().value(), line.name(), SumView.of(line.gross()));
        }
    }

    /**
     * One limit that concerns the payment. Amounts are decimals, everything else whole numbers.
     *
     * @param max the customer's own, where they have one
     * @param remaining of it, before the payment; absent for a limit that others use too
     * @param needed by the payment
     * @param exceeded absent for a limit that others use too: whether those have left enough only the payment itself
     *     finds out
     * @param resetsAt when more may be used; absent for single payments and balances
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CheckedLimitView(
            String limit,
            int version,
            Wording text,
            String currency,
            String max,
            @Nullable String remaining,
            String needed,
            @Nullable Boolean exceeded,
            @Nullable Instant resetsAt) {

        static CheckedLimitView of(Checked it) {
            return new CheckedLimitView(
                    it.limit(),
                    it.version(),
                    it.text(),
                    it.currency(),
                    it.max(),
                    it.left(),
                    it.needed(),
                    it.told(),
                    it.resets());
        }
    }
}
