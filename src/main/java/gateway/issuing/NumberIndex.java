package gateway.issuing;

import gateway.cards.Pan;
import gateway.platform.crypto.MasterKey;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Finds a card by its number without anybody keeping the number: a keyed hash. */
@Component
public final class NumberIndex {

    private final MasterKey.Seal seal;
    private final MasterKey.Seal requests;

    NumberIndex(MasterKey keys) {
        seal = keys.seal("issued card numbers");
        requests = keys.seal("issuing network messages");
    }

    /** 32 bytes. */
    byte[] of(Pan pan) {
        return seal.of(pan.reveal().getBytes(StandardCharsets.US_ASCII));
    }

    /** What must be the same in a repeat, so that nobody can search for a number in it. */
    public byte[] ofContent(String content) {
        return requests.of(content.getBytes(StandardCharsets.US_ASCII));
    }
}
