package gateway.platform.iso8583;

import java.util.Optional;

/** Everything that can stand between two length prefixes on the stream. */
public sealed interface Frame {

    /** An empty frame: the peer asks whether we are there. */
    record KeepAlive() implements Frame {}

    /** A message to or from a station. */
    record Message(Header header, IsoMessage message) implements Frame {}

    /**
     * Our own message back, because the network would not process it.
     *
     * @param reason reject reason of the header, as the network numbers them
     * @param original empty when even that cannot be read
     */
    record Rejected(Header header, int reason, Optional<IsoMessage> original) implements Frame {}

    /** Bytes that are no message. Says where, never what. */
    record Malformed(String why) implements Frame {}
}
