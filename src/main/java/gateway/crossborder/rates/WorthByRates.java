package gateway.crossborder.rates;

import gateway.compliance.WorthInSom;
import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Worth by the rate of the day, which is the first configured provider's: the Central Bank's, where it stands first.
 * Unlike quotes it also goes by a rate that is stale: an old one tells more of how much was moved than none.
 */
@Component
class WorthByRates implements WorthInSom {

    private final RatesAround rates;
    private final List<String> providers;

    WorthByRates(RatesAround rates, RateSettings settings) {
        this.rates = rates;
        this.providers =
                settings.providers().stream().map(RateSettings.Provider::name).toList();
    }

    @Override
    public Mono<Money> of(Money money, Instant at) {
        return rates.around(money.asset(), at)
                .collectList()
                .flatMap(all -> Mono.justOrEmpty(all.stream().min(nearest(at))))
                .map(rate -> worth(money, rate));
    }

    /** Before the moment rather than after it, then by day, then by provider; one that is asked no more comes last. */
    private Comparator<Observation> nearest(Instant at) {
        return Comparator.comparing((Observation it) -> it.asOf().isAfter(at))
                .thenComparing(it -> it.asOf().isAfter(at) ? day(it).toEpochDay() : -day(it).toEpochDay())
                .thenComparing(it -> place(it.provider()))
                .thenComparing(Observation::provider);
    }

    private static LocalDate day(Observation it) {
        return LocalDate.ofInstant(it.asOf(), BankTime.ZONE);
    }

    private int place(String provider) {
        int place = providers.indexOf(provider);
        return place < 0 ? providers.size() : place;
    }

    private static Money worth(Money money, Observation rate) {
        try {
            return new Price(money.asset(), Asset.UZS, RateRules.priceOf(rate)).costs(money);
        } catch (ArithmeticException tooMuch) {
            // More than can be counted is above every threshold all the same.
            return new Money(Long.MAX_VALUE, Asset.UZS);
        }
    }
}
