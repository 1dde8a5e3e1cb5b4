package gateway.payments.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.ledger.Purpose;
import gateway.payments.PaymentView.AmountView;
import gateway.payments.ShowWallet.Posting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a statement, newest first.
 *
 * @param next the cursor of the following page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatementView(List<PostingView> items, @Nullable String next) {

    /**
     * One posting.
     *
     * @param id names the posting in our books
     * @param kind payment, reversal, refund, fee, fee_return, top_up, top_up_return or adjustment
     * @param payment what moved the money; for a refund the payment that it gives back. It may be somebody else's, who
     *     paid to this wallet
     * @param amount negative when the money left
     * @param balanceAfter posted, with this line and everything older
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PostingView(
            String id,
            String kind,
            @Nullable String payment,
            @Nullable String refund,
            AmountView amount,
            AmountView balanceAfter,
            Instant at) {

        static PostingView of(Posting posting) {
            var line = posting.line();
            var payment = posting.payment();
            var refund = posting.refund();
            return new PostingView(
                    line.transfer().toString(),
                    kind(line.purpose()),
                    payment == null ? null : payment.toString(),
                    refund == null ? null : refund.toString(),
                    AmountView.of(line.amount()),
                    AmountView.of(line.after()),
                    line.at());
        }

        private static String kind(Purpose purpose) {
            return switch (purpose) {
                case PAYMENT, PAYMENT_LEG -> "payment";
                case REVERSAL -> "reversal";
                case REFUND -> "refund";
                case FEE -> "fee";
                case FEE_RETURN -> "fee_return";
                case ADJUSTMENT -> "adjustment";
                case TOP_UP -> "top_up";
                case TOP_UP_RETURN -> "top_up_return";
                case REMITTANCE -> "remittance";
                case REMITTANCE_FEE -> "remittance_fee";
                case REMITTANCE_FEE_RETURN -> "remittance_fee_return";
                case EXCHANGE -> "exchange";
                case EXCHANGE_RETURN -> "exchange_return";
                case FUNDING -> "funding";
                case ARRIVAL -> "arrival";
                case PARTNER_FUNDS -> "partner_funds";
            };
        }
    }

    static StatementView of(List<Posting> postings, @Nullable String next) {
        return new StatementView(postings.stream().map(PostingView::of).toList(), next);
    }
}
