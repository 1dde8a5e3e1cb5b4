package gateway.operators;

import gateway.shared.money.Money;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice is for, as a tax receipt has to name it.
 *
 * @param shipping null when nothing is paid for it apart
 */
public record Goods(List<Line> lines, @Nullable Shipping shipping) {

    public Goods {
        lines = List.copyOf(lines);
    }

    /**
     * Some of one thing, or one service.
     *
     * @param price of one, VAT included
     * @param discount on all of them together
     * @param code the state's product code (IKPU), seventeen digits
     * @param packageCode of the package as the state's catalogue has it for the code
     * @param units the catalogue's code of the unit; null where its package says enough
     */
    public record Line(
            String title,
            Money price,
            int count,
            Money discount,
            String code,
            String packageCode,
            @Nullable Long units,
            int vatPercent) {

        private BigInteger beforeDiscount() {
            return minor(price).multiply(BigInteger.valueOf(count));
        }

        /** Something is paid for it: what is given away has no place on a receipt. */
        public boolean isPaidFor() {
            return beforeDiscount().compareTo(minor(discount)) > 0;
        }

        private BigInteger total() {
            return beforeDiscount().subtract(minor(discount));
        }
    }

    /** Bringing it to whoever pays. */
    public record Shipping(String title, Money price) {}

    /** Whether this and nothing else is what the amount pays for. */
    public boolean comeTo(Money amount) {
        var beside = shipping == null ? BigInteger.ZERO : minor(shipping.price());
        return lines.stream().map(Line::total).reduce(beside, BigInteger::add).equals(minor(amount));
    }

    private static BigInteger minor(Money money) {
        return BigInteger.valueOf(money.minor());
    }
}
