package sandbox.operators;

import java.util.Map;
import java.util.Properties;
import sandbox.operators.KitWorld.KitInvoice;
import tools.jackson.databind.json.JsonMapper;

/** Opens invoices as the bank's staff do. */
public final class KitInvoices {

    private static final long MINOR = 1_234_500;

    private final OperatorWire wire;
    private final String merchant;
    private final String staffToken;

    /** @param merchants ids by name; any of them will do */
    KitInvoices(OperatorWire wire, Properties merchants, String staffToken) {
        this(
                wire,
                merchants.stringPropertyNames().stream()
                        .findFirst()
                        .map(merchants::getProperty)
                        .orElse(""),
                staffToken);
    }

    public KitInvoices(OperatorWire wire, String merchant, String staffToken) {
        this.wire = wire;
        this.merchant = merchant;
        this.staffToken = staffToken;
    }

    boolean arePossible() {
        return !merchant.isEmpty() && !staffToken.isEmpty();
    }

    private String books() {
        return """
                {"merchant": "%s", "amount": "12345.00", "about": "Books",
                 "goods": {
                   "lines": [
                     {"title": "Books", "price": "5000.00", "count": 2, "discount": "155.00", "vatPercent": 12,
                      "code": "04901001001000000", "packageCode": "1184747", "units": 796},
                     {"title": "Wrapping", "price": "2000", "count": 1, "vatPercent": 0,
                      "code": "10899002001000000", "packageCode": "1501319"}],
                   "shipping": {"title": "To your door", "price": "500.00"}}}
                """.formatted(merchant);
    }

    public KitInvoice open() {
        var heard = wire.post(
                "/admin/api/invoices",
                Map.of("Authorization", "Bearer " + staffToken, "Content-Type", "application/json"),
                books());
        KitFailure.unlessSame(201, heard.status(), "status of a new invoice: " + heard.body());
        return new KitInvoice(
                JsonMapper.shared().readTree(heard.body()).path("number").asString(), MINOR);
    }
}
