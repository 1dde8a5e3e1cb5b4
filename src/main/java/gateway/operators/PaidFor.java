package gateway.operators;

import gateway.customers.Phone;
import gateway.shared.ids.AccountId;
import java.util.Optional;

/** What is to be paid for, as somebody typed it at the operator. */
public sealed interface PaidFor {

    /** The wallet of whoever signs in with this phone. */
    record PhoneOf(Phone phone) implements PaidFor {}

    record WalletOf(AccountId account) implements PaidFor {}

    /** The card with this code. */
    record CardBy(TopUpCode code) implements PaidFor {}

    record InvoiceBy(InvoiceNumber number) implements PaidFor {}

    /** Written in no way that we know. */
    record Unreadable() implements PaidFor {}

    /** For operators with one field for everything: an invoice, a wallet, a card or a phone, told by its form. */
    static PaidFor of(String text) {
        Optional<PaidFor> invoice = InvoiceNumber.parse(text).map(InvoiceBy::new);
        return invoice.or(() -> AccountId.parse(text).map(WalletOf::new))
                .or(() -> TopUpCode.parse(text).map(CardBy::new))
                .or(() -> Phone.parse(text).map(PhoneOf::new))
                .orElseGet(Unreadable::new);
    }
}
