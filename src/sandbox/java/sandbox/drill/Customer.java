package sandbox.drill;

import java.util.Map;
import sandbox.mobile.MobileApp;

/**
 * Somebody with the app.
 *
 * @param cards ids by rail
 */
public record Customer(String phoneNumber, MobileApp phone, Map<String, String> cards) {

    /** With a prefix, as the API writes it. */
    public String id() {
        return phone.tokens().customer();
    }
}
