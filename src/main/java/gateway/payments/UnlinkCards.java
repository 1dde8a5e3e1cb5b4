package gateway.payments;

import gateway.cards.ControlCard;
import gateway.sessions.NewDeviceListener;
import gateway.shared.ids.CustomerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Unlinks a customer's cards when they come with a new device and the policy wants that. */
@Component
class UnlinkCards implements NewDeviceListener {

    private final ControlCard cards;

    UnlinkCards(ControlCard cards) {
        this.cards = cards;
    }

    @Override
    public Mono<Void> unlinkCards(CustomerId customer) {
        return cards.list(customer)
                .collectList()
                .flatMapIterable(linked -> linked)
                .concatMap(card -> cards.unlink(customer, card.id()))
                .then();
    }
}
