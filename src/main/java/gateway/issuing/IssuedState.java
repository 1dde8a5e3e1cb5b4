package gateway.issuing;

import java.util.Locale;

/** Where an issued card stands in its life. */
public enum IssuedState {
    /** Made, and not yet in its holder's hands. */
    ORDERED,
    ACTIVE,
    /** By its holder, who may lift it. */
    FROZEN,
    /** By the bank, and only the bank may lift it. */
    BLOCKED,
    /** By both: each lifts its own. */
    FROZEN_BLOCKED,
    LOST,
    STOLEN,
    CLOSED,
    EXPIRED;

    /** Nothing follows. */
    public boolean isFinal() {
        return this == CLOSED || this == EXPIRED;
    }

    /** As it is stored and shown. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static IssuedState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
