package gateway.fees.web;

import gateway.fees.FeeLine;
import gateway.fees.FeeQuote.Quoted;
import gateway.fees.FeeWords;
import gateway.fees.Payer;
import gateway.rulebook.Wording;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;

/**
 * What a payment would cost.
 *
 * @param at the moment whose schedules were applied
 * @param debited what would leave the sender
 * @param credited what would reach the receiver
 * @param fee what both would pay together
 */
record FeeView(
        Instant at, PriceView amount, PriceView debited, PriceView credited, PriceView fee, List<FeeLineView> lines) {

    static FeeView of(Quoted quoted, FeeWords words) {
        return new FeeView(
                quoted.at(),
                PriceView.of(quoted.amount()),
                PriceView.of(quoted.debited()),
                PriceView.of(quoted.credited()),
                PriceView.of(quoted.total()),
                quoted.lines().stream().map(line -> FeeLineView.of(line, words)).toList());
    }

    /** @param value decimal string, such as {@code 1500.00} */
    record PriceView(String value, String currency) {

        static PriceView of(Money money) {
            return new PriceView(money.toDecimal(), money.asset().code());
        }
    }

    /**
     * One fee; who shares in it is the bank's business.
     *
     * @param schedule the schedule it follows from
     * @param version of that schedule
     * @param total with VAT
     * @param vat inside the total
     * @param bySender of the total, on top of the amount
     * @param byReceiver of the total, out of the amount
     * @param refund what becomes of it with a refund: returned in `full` with the last part of the payment, `pro-rata`
     *     with each part, or `kept`
     * @param explanation how it came about, step by step
     */
    record FeeLineView(
            String id,
            String schedule,
            int version,
            WordingView name,
            PriceView total,
            PriceView vat,
            PriceView bySender,
            PriceView byReceiver,
            String refund,
            List<WordingView> explanation) {

        static FeeLineView of(FeeLine line, FeeWords words) {
            return new FeeLineView(
                    line.fee().value(),
                    line.schedule().schedule(),
                    line.schedule().version(),
                    WordingView.of(line.name()),
                    PriceView.of(line.gross()),
                    PriceView.of(line.vat()),
                    PriceView.of(line.paidBy(Payer.SENDER)),
                    PriceView.of(line.paidBy(Payer.RECEIVER)),
                    line.refund().code(),
                    line.explanation().stream()
                            .map(words::of)
                            .map(WordingView::of)
                            .toList());
        }
    }

    /** The same sentence in three languages. */
    record WordingView(String uz, String ru, String en) {

        static WordingView of(Wording wording) {
            return new WordingView(wording.uz(), wording.ru(), wording.en());
        }
    }
}
