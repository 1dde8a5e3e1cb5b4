package gateway.crossborder;

import gateway.crossborder.corridors.Corridor;
import gateway.crossborder.corridors.CorridorBook;
import gateway.packs.InForce;
import gateway.rulebook.BankTime;
import gateway.rulebook.Version;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The corridors that are open now. */
@Component
public class Corridors implements OurAccountsAbroad {

    private final InForce<CorridorBook> book;
    private final Clock clock;

    Corridors(InForce<CorridorBook> book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** By country and currency. */
    public List<Version<Corridor>> open() {
        return book.get().openAt(clock.instant()).stream()
                .sorted(Comparator.comparing((Version<Corridor> it) -> it.says().country())
                        .thenComparing(it -> it.says().currency().code()))
                .toList();
    }

    /** How clients write what it wants to know of a beneficiary. */
    public static List<String> fields(Corridor corridor) {
        return corridor.requires().stream()
                .map(BeneficiaryRules::field)
                .sorted()
                .toList();
    }

    Version<Corridor> find(String country, Asset currency) {
        return book.get()
                .find(country, currency, clock.instant())
                .orElseThrow(() -> CrossBorderProblem.CORRIDOR_NOT_FOUND.because(
                        "No corridor leads to %s in %s".formatted(country, currency)));
    }

    @Override
    public boolean has(String correspondent, Asset currency) {
        return cap(correspondent, currency).isPresent();
    }

    /**
     * When a correspondent is asked to settle what is sent now: today, or the next day on which it does. Goes by what
     * is last known, because what is paid for is sent whatever this node has heard of packs.
     */
    LocalDate settlementDate(String correspondent, Asset currency) {
        var today = LocalDate.ofInstant(clock.instant(), BankTime.ZONE);
        return book.lastKnown()
                .correspondent(correspondent, currency)
                .map(it -> it.settlesOn(today))
                .orElse(today);
    }

    /** How much may be taken of a correspondent; empty where the pack knows it no longer. */
    Optional<Money> cap(String correspondent, Asset currency) {
        return book.get().correspondent(correspondent, currency).map(it -> it.cap());
    }
}
