package gateway.payments;

import gateway.compliance.Occasion;
import gateway.compliance.Party;
import gateway.compliance.PartyKind;
import gateway.compliance.PaymentScreening;
import gateway.compliance.PaymentScreening.Outcome;
import gateway.compliance.ScreenPayment;
import gateway.customers.RememberedIdentities;
import gateway.customers.RememberedIdentities.Remembered;
import gateway.customers.UnchangedIdentities;
import gateway.customers.UnchangedIdentities.IdentityMoved;
import gateway.payments.Payment.Destination;
import gateway.payments.Payments.Order;
import gateway.platform.journal.Part;
import gateway.rulebook.Channel;
import gateway.shared.ids.CustomerId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Screens both sides of a payment, as memory knows them. Only a yes is given from memory, and the payment's entry is
 * refused where it was no longer true; whatever speaks against a payment is read anew first.
 */
@Component
class ScreenParties {

    private static final Mono<Screened> NOT_ASKED = Mono.just(new Screened(Optional.empty(), List.of()));

    private final ScreenPayment screening;
    private final RememberedIdentities identities;

    ScreenParties(ScreenPayment screening, RememberedIdentities identities) {
        this.screening = screening;
        this.identities = identities;
    }

    /**
     * What was found.
     *
     * @param parts belong into the entry that follows
     */
    record Screened(Optional<PaymentScreening> screening, List<Part> parts) {}

    Mono<Screened> of(Order order) {
        return screening.isIdle() ? NOT_ASKED : sides(order).flatMap(sides -> screened(order, sides));
    }

    /** Some are not who they were; whoever screens them next reads them. */
    void moved(IdentityMoved it) {
        identities.forget(it.customers());
    }

    private Mono<Screened> screened(Order order, List<Remembered> sides) {
        var found = result(order, sides);
        return isClear(found) ? Mono.just(found) : anew(order, sides);
    }

    private Mono<Screened> anew(Order order, List<Remembered> sides) {
        identities.forget(sides.stream().map(Remembered::customer).toList());
        return sides(order).map(read -> result(order, read));
    }

    private static boolean isClear(Screened it) {
        return it.screening().stream().allMatch(said -> said.outcome() == Outcome.CLEAR);
    }

    // The payer, and the payee where a customer is paid.
    private Mono<List<Remembered>> sides(Order order) {
        var payer = identities.remembered(order.customer());
        return order.destination() instanceof Destination.ToWallet(CustomerId owner)
                ? payer.zipWith(identities.remembered(owner), List::of)
                : payer.map(List::of);
    }

    private Screened result(Order order, List<Remembered> sides) {
        var occasion = new Occasion(order.amount(), Channel.APP);
        return new Screened(
                Optional.of(screening.of(party(sides.getFirst()), payee(order.destination(), sides), occasion)),
                List.of(new UnchangedIdentities(sides)));
    }

    private static @Nullable Party payee(Destination destination, List<Remembered> sides) {
        return switch (destination) {
            case Destination.ToMerchant it -> Party.organisation(it.name());
            case Destination.ToWallet _ -> party(sides.getLast());
            case Destination.ToRemittance it -> abroad(it);
            case Destination.ToCard _ -> null;
        };
    }

    private static @Nullable Party party(Remembered it) {
        return it.identity().map(Party::of).orElse(null);
    }

    private static Party abroad(Destination.ToRemittance it) {
        return new Party(
                it.company() ? PartyKind.ORGANISATION : PartyKind.PERSON,
                it.name(),
                null,
                it.country(),
                null,
                List.of());
    }
}
