package gateway.operators.payme;

import gateway.operators.Goods;
import gateway.operators.wire.JsonText;
import tools.jackson.databind.node.ObjectNode;

/** Goods as Payme's receipts name them ({@code detail}): in tiyin, prices of one, discounts on all of a line. */
final class PaymeDetail {

    /** A sale; the other kinds are advances and credits. */
    private static final int SALE = 0;

    private PaymeDetail() {}

    static ObjectNode of(Goods goods) {
        var detail = JsonText.object().put("receipt_type", SALE);
        var shipping = goods.shipping();
        if (shipping != null) {
            detail.putObject("shipping")
                    .put("title", shipping.title())
                    .put("price", shipping.price().minor());
        }
        var items = detail.putArray("items");
        goods.lines().forEach(line -> items.add(item(line)));
        return detail;
    }

    private static ObjectNode item(Goods.Line line) {
        var item = JsonText.object();
        if (line.discount().isPositive()) {
            item.put("discount", line.discount().minor());
        }
        item.put("title", line.title())
                .put("price", line.price().minor())
                .put("count", line.count())
                .put("code", line.code());
        if (line.units() != null) {
            item.put("units", line.units());
        }
        return item.put("vat_percent", line.vatPercent()).put("package_code", line.packageCode());
    }
}
