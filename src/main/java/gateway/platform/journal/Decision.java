package gateway.platform.journal;

/** What became of an entry. */
public sealed interface Decision {

    /** Every part of it is durable. */
    record Committed() implements Decision {}

    /** One part said no; nothing of the entry was written. */
    record Refused(Refusal refusal) implements Decision {}

    Committed COMMITTED = new Committed();
}
