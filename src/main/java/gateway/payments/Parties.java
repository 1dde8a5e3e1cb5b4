package gateway.payments;

import gateway.cards.CardSummary;
import gateway.cards.Cards;
import gateway.cards.Scheme;
import gateway.customers.Customers;
import gateway.customers.Merchants;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds who pays and who is paid. */
@Component
public class Parties {

    private final Cards cards;
    private final Merchants merchants;
    private final Customers customers;
    private final PaymentSettings settings;

    Parties(Cards cards, Merchants merchants, Customers customers, PaymentSettings settings) {
        this.cards = cards;
        this.merchants = merchants;
        this.customers = customers;
        this.settings = settings;
    }

    public Mono<Source> ownCard(CustomerId customer, CardId card) {
        return cards.ownedBy(customer, card)
                .map(found -> new Source.OwnCard(found.id(), found.scheme(), found.masked()));
    }

    /** By the phone that the customer signs in with: nobody sends bills to others. */
    public Mono<Source> bill(CustomerId customer, Scheme operator) {
        return customers.find(customer).map(found -> new Bill(operator, found.phone(), settings.billWithin()));
    }

    public Mono<Destination> toOwnCard(CustomerId customer, CardId card) {
        return cards.ownedBy(customer, card).map(found -> toCard(found, true));
    }

    /** @param pan as the client wrote it */
    public Mono<Destination> toPan(String pan) {
        return cards.recipient(pan).map(found -> toCard(found, false));
    }

    public Mono<Destination> toMerchant(MerchantId merchant) {
        return merchants
                .find(merchant)
                .map(found -> new Destination.ToMerchant(found.id(), found.name(), found.category()));
    }

    public Mono<Destination> toWalletOf(String phone) {
        return customers
                .byPhone(phone)
                .flatMap(found -> found.map(customer -> Mono.<Destination>just(new Destination.ToWallet(customer.id())))
                        .orElseGet(() -> Mono.error(
                                PaymentProblem.DESTINATION_INVALID.because("Nobody with this phone has a wallet"))));
    }

    private static Destination toCard(CardSummary card, boolean own) {
        return new Destination.ToCard(card.id(), card.scheme(), card.masked(), own);
    }
}
