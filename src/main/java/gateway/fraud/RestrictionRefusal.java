package gateway.fraud;

import gateway.platform.journal.Refusal;

/** An order arrived before the payment was written. */
public record RestrictionRefusal(Restriction restriction) implements Refusal {}
