package gateway.inbound.web;

import gateway.customers.BirthDates;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.CheckArrival.Question;
import gateway.inbound.Sender;
import gateway.inbound.To;
import gateway.inbound.web.TransferRequests.CheckCredit;
import gateway.inbound.web.TransferRequests.SenderOf;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a check of a transfer; what is not as it has to be is refused by its field. */
final class CheckQuestions {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final Pattern CARD = Pattern.compile(TransferRequests.PAN);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final Pattern PHONE = Pattern.compile(".{1,20}");

    private CheckQuestions() {}

    static Question of(PartnerId partner, CheckCredit it, LocalDate today) {
        return new Question(
                new ArrivalKey(partner, it.externalTransferId()),
                to(it),
                it.bankLabel(),
                new Money(it.senderAmount(), InboundAsset.of("senderCurrencyCode", it.senderCurrencyCode())),
                new BigDecimal(it.exchangeRate()),
                it.receiverAmount(),
                sender(it, today));
    }

    private static To to(CheckCredit it) {
        var value = it.identificationValue();
        return switch (it.identificationType()) {
            case "CARD" -> new To.Card(fits(value, CARD, "Must be a card's number"));
            case "TOKEN" -> new To.Token(fits(value, TOKEN, "Must be what card or card_list told"));
            default -> {
                if (it.bankLabel() == null) {
                    throw Refused.of("bankLabel", "Must not be null with a phone");
                }
                yield new To.Phone(fits(value, PHONE, "Must be a phone number"));
            }
        };
    }

    // What stood there is not told back: it may be a card's number.
    private static String fits(String value, Pattern form, String otherwise) {
        if (form.matcher(value).matches()) {
            return value;
        }
        throw Refused.of("identificationValue", otherwise);
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
