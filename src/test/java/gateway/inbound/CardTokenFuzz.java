package gateway.inbound;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.PartnerId;
import java.util.UUID;

/** What a partner says that we told it of a card: nothing, unless we did. */
public final class CardTokenFuzz implements FuzzTarget {

    private static final PartnerId PARTNER = new PartnerId(new UUID(0, 1));

    private final CardTokens tokens = new CardTokens(new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

    @Override
    public void read(byte[] input) {
        Promises.holds(tokens.open(PARTNER, Promises.text(input)).isEmpty(), "what we did not seal names no card");
    }
}
