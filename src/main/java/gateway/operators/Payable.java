package gateway.operators;

import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.money.Asset;

/** What an operator's transaction pays for, once it was found. */
public sealed interface Payable {

    /** Whose account is credited. */
    AccountId account(Asset asset);

    /** Any amount within the operator's bounds, any number of times. */
    record Wallet(CustomerId owner) implements Payable {

        @Override
        public AccountId account(Asset asset) {
            return AccountId.of(owner.value(), asset);
        }
    }

    /** Exactly its amount, once. */
    record InvoiceOf(InvoiceNumber number, MerchantId merchant) implements Payable {

        @Override
        public AccountId account(Asset asset) {
            return AccountId.of(merchant.value(), asset);
        }
    }
}
