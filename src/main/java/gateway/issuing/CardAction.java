package gateway.issuing;

import java.util.Locale;

/** What can be done to an issued card. */
public enum CardAction {
    ACTIVATE,
    FREEZE,
    UNFREEZE,
    REPORT_LOST,
    REPORT_STOLEN,
    /** Another card takes its place, whatever its number. */
    REPLACE,
    /** The same number with a later expiry takes its place. */
    RENEW,
    CLOSE,
    EXPIRE;

    /** As it is stored and shown. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static CardAction of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Who does it. */
    public enum Actor {
        HOLDER,
        BANK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
