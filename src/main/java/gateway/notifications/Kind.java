package gateway.notifications;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a customer can be told, by the type of the event that the outbox announces. */
public enum Kind {
    PAYMENT_COMPLETED("payment.completed", Usually.OFF, Usually.ON, false, 60, Duration.ofHours(1)),
    PAYMENT_DECLINED("payment.declined", Usually.OFF, Usually.ON, false, 60, Duration.ofHours(1)),
    PAYMENT_REVERSED("payment.reversed", Usually.ON, Usually.ON, false, 60, Duration.ofHours(24)),
    REFUND_REFUNDED("refund.refunded", Usually.OFF, Usually.ON, true, 60, Duration.ofHours(24)),
    REMITTANCE_CREDITED("remittance.credited", Usually.OFF, Usually.ON, true, 20, Duration.ofHours(24)),
    REMITTANCE_GIVEN_BACK("remittance.given_back", Usually.ON, Usually.ON, false, 20, Duration.ofHours(24)),
    ARRIVAL_COMPLETED("arrival.completed", Usually.OFF, Usually.ON, false, 20, Duration.ofHours(24)),
    ARRIVAL_KEPT("arrival.kept", Usually.ON, Usually.ON, false, 20, Duration.ofHours(24)),
    TOPUP_KEPT("topup.kept", Usually.ON, Usually.ON, false, 20, Duration.ofHours(24)),
    DEVICE_NEW("device.new", Usually.ALWAYS, Usually.ALWAYS, false, 20, Duration.ofHours(6)),
    CARD_LINKED("card.linked", Usually.ON, Usually.ALWAYS, false, 20, Duration.ofHours(6)),
    CARD_UNLINKED("card.unlinked", Usually.ON, Usually.ALWAYS, false, 20, Duration.ofHours(6));

    /** What texts may name; whatever else an event holds does not leave us. */
    public static final Set<String> PARAMETERS = Set.of("amount", "currency", "payee", "card", "device");

    private final String code;
    private final Usually sms;
    private final Usually push;
    private final boolean quiet;
    private final int perHour;
    private final Duration life;

    Kind(String code, Usually sms, Usually push, boolean quiet, int perHour, Duration life) {
        this.code = code;
        this.sms = sms;
        this.push = push;
        this.quiet = quiet;
        this.perHour = perHour;
        this.life = life;
    }

    /** Whether a customer who said nothing is told. */
    public enum Usually {
        /** Told, and it cannot be switched off: it is how a customer learns of a thief. */
        ALWAYS,
        ON,
        OFF
    }

    /** Stable: the event's type, as in the outbox and the API. */
    public String code() {
        return code;
    }

    public Usually on(Channel channel) {
        return switch (channel) {
            case SMS -> sms;
            case PUSH -> push;
            case EMAIL -> Usually.OFF;
        };
    }

    /** Whether it waits for the end of quiet hours. */
    public boolean isQuiet() {
        return quiet;
    }

    /** How many a customer gets on a channel in an hour; more is suppressed. */
    public int perHour() {
        return perHour;
    }

    /** For how long it is news. */
    public Duration life() {
        return life;
    }

    public static Optional<Kind> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
    }
}
