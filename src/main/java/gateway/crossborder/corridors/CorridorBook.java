package gateway.crossborder.corridors;

import gateway.rulebook.Version;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All corridors, each with the time it is open, and the correspondents that serve them. Immutable.
 *
 * @param rates which rates are believable, by currency
 */
public record CorridorBook(
        List<Correspondent> correspondents, List<Version<Corridor>> corridors, List<RateBounds> rates) {

    public CorridorBook {
        correspondents = List.copyOf(correspondents);
        corridors = List.copyOf(corridors);
        rates = List.copyOf(rates);
    }

    public List<Version<Corridor>> openAt(Instant now) {
        return corridors.stream().filter(it -> it.head().validity().holds(now)).toList();
    }

    public Optional<Version<Corridor>> find(String country, Asset currency, Instant now) {
        return openAt(now).stream()
                .filter(it -> it.says().leadsTo(country, currency))
                .findFirst();
    }

    /** Empty where the pack says nothing of the currency. */
    public Optional<RateBounds> rates(Asset currency) {
        return rates.stream().filter(it -> it.currency().equals(currency)).findFirst();
    }

    public Optional<Correspondent> correspondent(String name, Asset currency) {
        return correspondents.stream()
                .filter(it -> it.name().equals(name) && it.currency().equals(currency))
                .findFirst();
    }
}
