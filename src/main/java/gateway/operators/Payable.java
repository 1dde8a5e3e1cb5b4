package gateway.operators;

import gateway.cards.Scheme;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.money.Asset;

/** What an operator's transaction pays for, once it was found. */
public sealed interface Payable {

    /** Whose account is credited. */
    AccountId account(Asset asset);

    /** Any amount within the operator's bounds, any number of times. */
    sealed interface OfCustomer extends Payable {

        CustomerId owner();

        @Override
        default AccountId account(Asset asset) {
            return AccountId.of(owner().value(), asset);
        }
    }

    /** The customer's wallet. */
    record Wallet(CustomerId owner) implements OfCustomer {}

    /** A card that the customer linked: credited is the wallet, and the money is passed on from there. */
    record CardOf(CustomerId owner, CardId card, Scheme scheme) implements OfCustomer {}

    /** Exactly its amount, once. */
    record InvoiceOf(InvoiceNumber number, MerchantId merchant) implements Payable {

        @Override
        public AccountId account(Asset asset) {
            return AccountId.of(merchant.value(), asset);
        }
    }
}
