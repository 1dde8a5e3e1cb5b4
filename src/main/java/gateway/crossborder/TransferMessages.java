package gateway.crossborder;

import gateway.crossborder.Beneficiary.Details;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.CreditTransfer.Address;
import gateway.processors.correspondent.CreditTransfer.Agent;
import gateway.processors.correspondent.CreditTransfer.BankAccount;
import gateway.processors.correspondent.CreditTransfer.Party;
import gateway.rulebook.BankTime;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RemittanceId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a correspondent is told of a remittance; every name follows from the remittance's id. */
@Component
class TransferMessages {

    /** Where a bank's number in its country is counted in (ISO 20022 external clearing codes). */
    private static final Map<String, String> CLEARING = Map.of(
            "US", "USABA",
            "GB", "GBDSC",
            "CA", "CACPA",
            "AU", "AUBSB",
            "IN", "INFSC",
            "CN", "CNAPS",
            "RU", "RUCBC");

    private static final String HOME = "UZ";

    private final Identities identities;
    private final CrossBorderSettings settings;
    private final Clock clock;

    TransferMessages(Identities identities, CrossBorderSettings settings, Clock clock) {
        this.identities = identities;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty where the sender has never shown who they are. */
    Mono<CreditTransfer> of(Quote quote, String correspondent) {
        return sender(quote.customer()).map(sender -> of(quote, correspondent, sender));
    }

    private Mono<Identity> sender(CustomerId customer) {
        return identities.find(customer).flatMap(Mono::justOrEmpty);
    }

    private CreditTransfer of(Quote quote, String correspondent, Identity sender) {
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
                LocalDate.ofInstant(clock.instant(), BankTime.ZONE),
                sums.received(),
                quote.charges(),
                new Party(sender.fullName(), new Address(HOME, settings.senderTown(), null, null, null)),
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

    private static Address address(Details to) {
        return new Address(
                to.country(), Objects.requireNonNullElse(to.town(), to.country()), to.postalCode(), to.street(), null);
    }

    private static Agent bank(Details to) {
        var code = to.bankCode();
        return new Agent(
                to.bic(),
                clearing(to, code).orElse(null),
                clearing(to, code).map(_ -> code).orElse(null),
                to.bankName(),
                to.bankName() == null ? null : address(to));
    }

    private static Optional<String> clearing(Details to, @Nullable String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(CLEARING.get(to.country()));
    }
}
