package gateway.processors.correspondent;

import gateway.shared.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a correspondent says about a transfer of ours. Each has the message that said it, which is stored. */
public sealed interface News {

    UUID uetr();

    /** The correspondent's own message id: the same news twice has the same. */
    String message();

    /** When it reached us. */
    Instant at();

    /** Where it stands (pacs.002). */
    record Status(
            UUID uetr,
            String message,
            Instant at,
            Stage stage,
            @Nullable String reason,
            @Nullable String text) implements News {}

    /** Accepted: on its way. Settled: with the receiver's bank. Credited: on the receiver's account. */
    enum Stage {
        ACCEPTED,
        PENDING,
        SETTLED,
        CREDITED,
        REJECTED
    }

    /**
     * The money came back (pacs.004).
     *
     * @param back what reached us; the rest is {@code charges}, or has stayed away
     * @param reason ISO 20022 return reason
     */
    record Returned(
            UUID uetr,
            String message,
            Instant at,
            Money back,
            Money charges,
            String reason,
            @Nullable String text) implements News {}

    /** The answer to a recall (camt.029); where it is granted the money follows as {@link Returned}. */
    record RecallAnswered(
            UUID uetr,
            String message,
            Instant at,
            String recall,
            Answer answer,
            @Nullable String reason) implements News {}

    /** What became of a recall. */
    enum Answer {
        GRANTED,
        REFUSED,
        PENDING
    }
}
