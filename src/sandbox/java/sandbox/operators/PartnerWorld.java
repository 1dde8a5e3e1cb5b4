package sandbox.operators;

import java.net.URI;
import java.util.Optional;
import sandbox.partner.CallSigner;

/**
 * What the kit has to know of the gateway that a partner abroad sends to.
 *
 * @param gateway its address, as the partner signs it
 * @param phone of a customer with a wallet
 * @param stranger a phone that nobody signs in with
 * @param key with which the partner calls
 * @param fund pays 500.00 USD in to the partner's account, and comes back when they are there
 * @param expire ends the time of everything that is checked; without it nothing is left unconfirmed
 */
public record PartnerWorld(
        URI gateway,
        String phone,
        String stranger,
        String key,
        CallSigner signer,
        Runnable fund,
        Optional<Runnable> expire) {

    @Override
    public String toString() {
        return "PartnerWorld[***]";
    }
}
