package gateway.platform.crypto;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A seal in a header: right when it is the one that was made, and never an exception. */
public final class MessageSealFuzz implements FuzzTarget {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-27T10:00:00Z"), ZoneOffset.UTC);
    private static final byte[] BODY = {'{', '}'};

    private final MessageSeal seal = new MessageSeal("a secret of sixteen", NOW);
    private final String right = seal.sign("POST", "/documents", BODY);

    @Override
    public void read(byte[] input) {
        var header = Promises.latin(input);
        Promises.same(header.equals(right), seal.isRight(header, "POST", "/documents", BODY));
        Promises.holds(!seal.isRight(header, "POST", "/documents", new byte[0]), "a seal fits one body");
        Promises.holds(
                !new MessageSeal("", NOW).isRight(header, "POST", "/documents", BODY),
                "without a secret none is right");
    }
}
