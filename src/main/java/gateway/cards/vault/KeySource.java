package gateway.cards.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.Prf;
import java.util.Set;

/**
 * Where the keys of the vault live. Settings give them today; a key management service or an HSM fits behind the same
 * door, because it only has to wrap and unwrap data keys, never to hand its own key out.
 *
 * <p>Calls happen on the path of payments: an implementation that crosses the network must keep what it unwrapped for a
 * while, bounded in time and size.
 */
public interface KeySource {

    /** The version that wraps new data keys. */
    int current();

    /** Every version that can still unwrap, the current one among them. */
    Set<Integer> versions();

    /** Throws {@link IllegalStateException} when the version is not among {@link #versions}. */
    Aead wrapping(int version);

    /** The keyed hash by which a number is found; its key is none of the wrapping keys (PCI DSS 3.5.1.1). */
    Prf index();
}
