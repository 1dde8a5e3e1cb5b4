package gateway.processors.correspondent.sending;

/** What became of an attempt to hand a message over. */
public sealed interface Delivery {

    /** They have it, now or before. */
    record Taken() implements Delivery {}

    /** They have seen it and will not do it. */
    record Refused(String code) implements Delivery {}

    /** They have another message under its id: one of both sides lost its memory. */
    record Contradicted() implements Delivery {}

    /** Nobody knows; it is sent again. */
    record Unclear(String why) implements Delivery {}
}
