package sandbox.payme;

import tools.jackson.databind.JsonNode;

/** What a receipt is for, as the tax office wants it: whoever names goods names all of them, and all about them. */
final class ReceiptDetail {

    private static final String CODE = "[0-9]{17}";

    private ReceiptDetail() {}

    /** Whether it may stand on the receipt; nothing at all may. */
    static boolean fits(JsonNode detail, long amount) {
        if (detail.isMissingNode() || detail.isNull()) {
            return true;
        }
        var items = detail.path("items");
        boolean complete =
                items.isArray() && !items.isEmpty() && items.valueStream().allMatch(ReceiptDetail::isItem);
        long total = items.valueStream().mapToLong(ReceiptDetail::total).sum()
                + detail.path("shipping").path("price").asLong(0);
        return detail.path("receipt_type").isIntegralNumber() && complete && total == amount;
    }

    static String text(JsonNode detail) {
        return detail.isMissingNode() ? "" : detail.toString();
    }

    private static boolean isItem(JsonNode item) {
        return !item.path("title").asString("").isBlank()
                && item.path("code").asString("").matches(CODE)
                && !item.path("package_code").asString("").isBlank()
                && item.path("vat_percent").isIntegralNumber();
    }

    private static long total(JsonNode item) {
        return item.path("price").asLong(0) * item.path("count").asLong(0)
                - item.path("discount").asLong(0);
    }
}
