package gateway.operators.web;

import gateway.operators.Goods;
import gateway.operators.OperatorProblem;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an invoice is for, as staff write it and see it again.
 *
 * @param lines what is sold; they and the shipping come to the invoice's amount
 * @param shipping what is paid for bringing it, if anything
 */
record GoodsFields(
        @NotNull @Size(min = 1, max = 50) List<@Valid LineFields> lines,
        @Nullable @Valid ShippingFields shipping) {

    private static final String NOTHING = "0.00";

    /**
     * Some of one thing, or one service.
     *
     * @param price of one, VAT included, in so'm
     * @param discount on all of them together, in so'm; none when absent
     * @param code the state's product code (IKPU), seventeen digits
     * @param packageCode of the package, from the state's catalogue
     * @param units the catalogue's code of the unit
     * @param vatPercent in the price
     */
    record LineFields(
            @NotBlank @Size(max = 63) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String title,

            @NotBlank @Size(max = 32) String price,
            @Min(1) @Max(1_000_000) int count,
            @Nullable @Size(max = 32) String discount,
            @NotNull @Pattern(regexp = "[0-9]{17}") String code,
            @NotNull @Pattern(regexp = "[0-9]{1,20}") String packageCode,
            @Nullable @Min(1) @Max(9_999_999_999L) Long units,
            @Min(0) @Max(100) int vatPercent) {

        private Goods.Line line(int place) {
            var field = "goods.lines[" + place + "]";
            var line = new Goods.Line(
                    title,
                    paid(price, field + ".price"),
                    count,
                    amount(discount == null ? NOTHING : discount, field + ".discount"),
                    code,
                    packageCode,
                    units,
                    vatPercent);
            if (!line.isPaidFor()) {
                throw unfit(field + ".discount", "It leaves nothing to pay for");
            }
            return line;
        }

        private static LineFields of(Goods.Line it) {
            return new LineFields(
                    it.title(),
                    it.price().toDecimal(),
                    it.count(),
                    it.discount().isPositive() ? it.discount().toDecimal() : null,
                    it.code(),
                    it.packageCode(),
                    it.units(),
                    it.vatPercent());
        }
    }

    /** @param price in so'm */
    record ShippingFields(
            @NotBlank @Size(max = 63) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String title,

            @NotBlank @Size(max = 32) String price) {

        private Goods.Shipping shipping() {
            return new Goods.Shipping(title, paid(price, "goods.shipping.price"));
        }
    }

    /** Errors with INVOICE_UNFIT when they are not what this amount pays for. */
    Goods goodsFor(Money amount) {
        var goods = new Goods(
                IntStream.range(0, lines.size())
                        .mapToObj(n -> lines.get(n).line(n))
                        .toList(),
                shipping == null ? null : shipping.shipping());
        if (!goods.comeTo(amount)) {
            throw unfit("goods", "The lines, less their discounts, and the shipping have to come to the amount");
        }
        return goods;
    }

    static @Nullable GoodsFields of(@Nullable Goods goods) {
        if (goods == null) {
            return null;
        }
        var shipping = goods.shipping();
        return new GoodsFields(
                goods.lines().stream().map(LineFields::of).toList(),
                shipping == null
                        ? null
                        : new ShippingFields(shipping.title(), shipping.price().toDecimal()));
    }

    private static Money paid(String text, String field) {
        var amount = amount(text, field);
        if (!amount.isPositive()) {
            throw unfit(field, "A price is more than nothing");
        }
        return amount;
    }

    private static Money amount(String text, String field) {
        return Money.parse(text, Asset.UZS).orElseThrow(() -> unfit(field, "Amounts look like 1500.00"));
    }

    private static RuntimeException unfit(String field, String why) {
        return OperatorProblem.INVOICE_UNFIT.because(why).with("field", field);
    }
}
