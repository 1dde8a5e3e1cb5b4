package gateway.webhooks.delivery;

import java.time.Instant;

/** What becomes of a delivery after an attempt. */
sealed interface Verdict {

    /** They have it. */
    record Delivered() implements Verdict {}

    /** They may not have it; another attempt is due then. */
    record Again(Instant at) implements Verdict {}

    /** Nobody tries any more unless a person wants it. */
    record GivenUp() implements Verdict {}

    /** Nor will there be any other for this endpoint: they said that it is gone. */
    record Gone() implements Verdict {}
}
