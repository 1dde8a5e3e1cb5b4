package gateway.crossborder;

import gateway.crossborder.Beneficiary.Details;
import gateway.crossborder.corridors.ClearingSystem;
import gateway.customers.Addresses;
import gateway.customers.Identities;
import gateway.customers.PostalAddress;
import gateway.platform.iso20022.Transliteration;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.CreditTransfer.Address;
import gateway.processors.correspondent.CreditTransfer.Agent;
import gateway.processors.correspondent.CreditTransfer.BankAccount;
import gateway.processors.correspondent.CreditTransfer.Party;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RemittanceId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a correspondent is told of a remittance; every name follows from the remittance's id. */
@Component
class TransferMessages {

    private static final String HOME = "UZ";

    private final Identities identities;
    private final Addresses addresses;
    private final CrossBorderSettings settings;
    private final Corridors corridors;

    TransferMessages(Identities identities, Addresses addresses, CrossBorderSettings settings, Corridors corridors) {
        this.identities = identities;
        this.addresses = addresses;
        this.settings = settings;
        this.corridors = corridors;
    }

    /** Empty where the sender has never shown who they are. */
    Mono<CreditTransfer> of(Quote quote, String correspondent) {
        return sender(quote.customer()).map(sender -> of(quote, correspondent, sender));
    }

    /** Whether the sender's own address is known, and not only that they are customers here. */
    Mono<Boolean> knowsAddress(CustomerId customer) {
        return addresses.of(customer).map(Optional::isPresent);
    }

    private Mono<Party> sender(CustomerId customer) {
        return identities
                .find(customer)
                .flatMap(Mono::justOrEmpty)
                .zipWith(
                        addresses.of(customer),
                        (who, where) -> new Party(
                                latin(who.fullName()),
                                where.map(TransferMessages::address).orElseGet(this::unknownAddress)));
    }

    // Whose address nobody has told is told to live where the bank says that its customers do.
    private Address unknownAddress() {
        return new Address(HOME, settings.senderTown(), null, null, null);
    }

    private static Address address(PostalAddress it) {
        return new Address(
                it.country(),
                latin(it.town()),
                latinOrNull(it.postalCode()),
                latin(it.street()),
                latinOrNull(it.building()),
                latinOrNull(it.subdivision()));
    }

    private static @Nullable String latinOrNull(@Nullable String text) {
        return text == null ? null : latin(text);
    }

    // What cannot be written stays as it is, and the usage rules refuse it.
    private static String latin(String text) {
        return Transliteration.of(text).map(String::strip).orElse(text);
    }

    private CreditTransfer of(Quote quote, String correspondent, Party sender) {
        RemittanceId id = quote.remittance();
        var sums = quote.sums();
        var instruction = Names.instruction(id);
        var to = quote.to();
        return new CreditTransfer(
                correspondent,
                Names.uetr(id),
                instruction,
                instruction,
                sums.received(),
                corridors.settlementDate(correspondent, sums.received().asset()),
                sums.received(),
                quote.charges(),
                sender,
                new BankAccount(null, account(quote)),
                new Party(to.name(), address(to)),
                new BankAccount(to.iban(), to.account()),
                bank(to),
                to.purpose(),
                null);
    }

    // Accounts here have no IBAN; 32 hexadecimal digits fit where banks write another kind of number.
    private static String account(Quote quote) {
        var wallet = AccountId.of(quote.customer().value(), quote.sums().spent().asset());
        return wallet.value().toString().replace("-", "");
    }

    // Without a town the usage rules refuse it.
    private static Address address(Details to) {
        return new Address(to.country(), Objects.requireNonNullElse(to.town(), ""), to.postalCode(), to.street(), null);
    }

    private static Agent bank(Details to) {
        var code = to.bankCode();
        var system = code == null ? null : ClearingSystem.of(to.country()).orElse(null);
        return new Agent(
                to.bic(),
                system == null ? null : system.name(),
                system == null ? null : code,
                to.bankTown() == null ? null : to.bankName(),
                to.bankName() == null ? null : bankAddress(to));
    }

    // Never the beneficiary's own: that is somebody's home.
    private static @Nullable Address bankAddress(Details to) {
        return to.bankTown() == null ? null : new Address(to.country(), to.bankTown(), null, to.bankStreet(), null);
    }
}
