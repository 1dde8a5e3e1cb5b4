package gateway.inbound;

/** What became of a call. */
public sealed interface Told {

    /** It is so now, through this call, or it was asked how it is. */
    record Is(Arrival arrival) implements Told {}

    record Not(No why) implements Told {}
}
