package gateway.notifications;

import java.util.Arrays;
import java.util.Optional;

/** On which way a customer is told. */
public enum Channel {
    SMS("sms", 1),
    PUSH("push", 2),
    /** Nobody carries it yet: no customer has told us an address. */
    EMAIL("email", 3);

    private final String code;
    private final int number;

    Channel(String code, int number) {
        this.code = code;
        this.number = number;
    }

    /** Stable: as in the API, settings and the database. */
    public String code() {
        return code;
    }

    /** Stable, 1 to 255: a message's id is made of its event's and this. */
    public int number() {
        return number;
    }

    public static Optional<Channel> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
    }
}
