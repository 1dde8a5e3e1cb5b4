package gateway.inbound;

import gateway.cards.Scheme;
import gateway.inbound.Arrival.State;
import gateway.payments.Onward;
import gateway.shared.ids.CardId;
import gateway.shared.ids.IssuedCardId;

/** Where the sender wants the money to be. Whatever it is, the receiver's wallet is credited first. */
public sealed interface Into {

    record Wallet() implements Into {}

    /** A card that we issued: what it pays with is the wallet, so there the money stays. */
    record IssuedCard(IssuedCardId card) implements Into {}

    /** A card that the receiver has linked: a payment of its own passes the money on. */
    record LinkedCard(CardId card, Scheme scheme, Onward onward) implements Into {}

    /** The same, once the arrival has come so far. */
    default Into after(State next) {
        return this instanceof LinkedCard(var card, var scheme, var onward)
                ? new LinkedCard(
                        card,
                        scheme,
                        switch (next) {
                            case State.Succeeded(var at) -> onward.performed(at);
                            case State.Failed _ -> onward.ended();
                            case State.Approved _, State.InReview _ -> onward;
                        })
                : this;
    }
}
