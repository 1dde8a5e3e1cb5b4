package gateway.operators.postgres;

import gateway.operators.Goods;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** An invoice's goods as text; null when nobody said what they are. Amounts are minor units of the invoice's asset. */
final class GoodsColumn {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectReader READ = JSON.readerFor(GoodsRow.class);

    private GoodsColumn() {}

    private record GoodsRow(List<LineRow> lines, @Nullable ShippingRow shipping) {}

    private record ShippingRow(String title, long price) {}

    private record LineRow(
            String title,
            long price,
            int count,
            long discount,
            String code,
            String packageCode,
            @Nullable Long units,
            int vatPercent) {

        static LineRow of(Goods.Line it) {
            return new LineRow(
                    it.title(),
                    it.price().minor(),
                    it.count(),
                    it.discount().minor(),
                    it.code(),
                    it.packageCode(),
                    it.units(),
                    it.vatPercent());
        }

        Goods.Line line(Asset asset) {
            return new Goods.Line(
                    title,
                    new Money(price, asset),
                    count,
                    new Money(discount, asset),
                    code,
                    packageCode,
                    units,
                    vatPercent);
        }
    }

    static @Nullable String write(@Nullable Goods goods) {
        if (goods == null) {
            return null;
        }
        var shipping = goods.shipping();
        return JSON.writeValueAsString(new GoodsRow(
                goods.lines().stream().map(LineRow::of).toList(),
                shipping == null
                        ? null
                        : new ShippingRow(shipping.title(), shipping.price().minor())));
    }

    static @Nullable Goods read(@Nullable String text, Asset asset) {
        if (text == null) {
            return null;
        }
        GoodsRow row = READ.readValue(text);
        var shipping = row.shipping();
        return new Goods(
                row.lines().stream().map(line -> line.line(asset)).toList(),
                shipping == null ? null : new Goods.Shipping(shipping.title(), new Money(shipping.price(), asset)));
    }
}
