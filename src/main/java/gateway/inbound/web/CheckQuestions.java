package gateway.inbound.web;

import gateway.customers.BirthDates;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.CheckArrival.Question;
import gateway.inbound.Sender;
import gateway.inbound.web.TransferRequests.CheckCredit;
import gateway.inbound.web.TransferRequests.SenderOf;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a check of a transfer; what is not as it has to be is refused by its field. */
final class CheckQuestions {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private CheckQuestions() {}

    static Question of(PartnerId partner, CheckCredit it, LocalDate today) {
        return new Question(
                new ArrivalKey(partner, it.externalTransferId()),
                it.identificationValue(),
                it.bankLabel(),
                new Money(it.senderAmount(), InboundAsset.of("senderCurrencyCode", it.senderCurrencyCode())),
                new BigDecimal(it.exchangeRate()),
                sender(it, today));
    }

    // The travel rule wants more of who sends than a name.
    private static Sender sender(CheckCredit it, LocalDate today) {
        SenderOf said = it.sender();
        if (said.birthday() == null && said.passport() == null) {
            throw Refused.of("sender", "Name the birthday or the passport");
        }
        if (!COUNTRIES.contains(it.senderCountry())) {
            throw Refused.of("senderCountry", "Must be a country");
        }
        return new Sender(
                said.personFullName(),
                it.senderAccount(),
                it.senderCountry(),
                born(said.birthday(), today),
                said.nationality(),
                said.passport());
    }

    private static @Nullable LocalDate born(@Nullable String birthday, LocalDate today) {
        if (birthday == null) {
            return null;
        }
        try {
            var born = LocalDate.parse(birthday);
            if (BirthDates.isPossible(born, today)) {
                return born;
            }
        } catch (DateTimeException _) {
            throw Refused.of("sender.birthday", "Must be a day");
        }
        throw Refused.of("sender.birthday", "Must be a day on which somebody alive was born");
    }
}
