package gateway.crossborder;

import gateway.crossborder.corridors.CorridorBook;
import gateway.crossborder.rates.RateBoard;
import gateway.ledger.Ledger;
import gateway.ledger.SystemAccounts;
import gateway.packs.InForce;
import gateway.processors.correspondent.LinkStates;
import gateway.processors.correspondent.LinkStates.LinkState;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the bank is exposed to because customers exchanged currencies, and what it has earned by it; from the ledger.
 */
@Component
public class ShowExchange {

    private final Ledger ledger;
    private final RateBoard rates;
    private final RemittanceStore store;
    private final InForce<CorridorBook> book;
    private final LinkStates links;

    ShowExchange(Ledger ledger, RateBoard rates, RemittanceStore store, InForce<CorridorBook> book, LinkStates links) {
        this.ledger = ledger;
        this.rates = rates;
        this.store = store;
        this.book = book;
        this.links = links;
    }

    /**
     * One currency.
     *
     * @param position what we hold more than we gave out; negative where we are short
     * @param value of the position in so'm at the middle; null where no rate is good
     */
    public record Exposure(Money position, @Nullable Money value) {}

    /**
     * One correspondent.
     *
     * @param taken of the cap
     * @param onTheWay what we owe it for transfers that are not settled
     * @param lying what of ours lies with it; negative where it advanced us
     * @param link whether it gets new transfers
     */
    public record Standing(String correspondent, Money cap, Money taken, Money onTheWay, Money lying, LinkState link) {}

    /**
     * All of it.
     *
     * @param soum what was taken in for currencies, less what was given back
     * @param rounding what was left over of units
     * @param result soum, rounding and the value of all positions; null where one of them has no value
     */
    public record Positions(
            Money soum,
            Money rounding,
            List<Exposure> currencies,
            @Nullable Money result,
            List<Standing> correspondents) {}

    public Mono<Positions> positions() {
        return Mono.zip(
                        sum(Asset.UZS, shard -> SystemAccounts.exchangePosition(Asset.UZS, shard)),
                        sum(Asset.UZS, shard -> SystemAccounts.exchangeResult(Asset.UZS, shard)),
                        exposures(),
                        standings())
                .map(all -> new Positions(
                        all.getT1(),
                        all.getT2(),
                        all.getT3(),
                        result(all.getT1().plus(all.getT2()), all.getT3()),
                        all.getT4()));
    }

    private Mono<List<Exposure>> exposures() {
        return Flux.fromIterable(Asset.all())
                .filter(asset -> !asset.equals(Asset.UZS))
                .concatMap(asset -> sum(asset, shard -> SystemAccounts.exchangePosition(asset, shard)))
                .map(position -> new Exposure(position, value(position)))
                .collectList();
    }

    private @Nullable Money value(Money position) {
        if (position.minor() == 0) {
            return Money.zero(Asset.UZS);
        }
        return rates.of(position.asset())
                .map(rate -> BigDecimal.valueOf(
                                position.minor(), position.asset().scale())
                        .multiply(rate.middle().value())
                        .movePointRight(Asset.UZS.scale())
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact())
                .map(minor -> new Money(minor, Asset.UZS))
                .orElse(null);
    }

    private static @Nullable Money result(Money soum, List<Exposure> exposures) {
        var sum = soum;
        for (var exposure : exposures) {
            if (exposure.value() == null) {
                return null;
            }
            sum = sum.plus(exposure.value());
        }
        return sum;
    }

    private Mono<List<Standing>> standings() {
        return Flux.fromIterable(book.get().correspondents())
                .concatMap(it -> Mono.zip(
                                store.taken(it.currency())
                                        .map(taken -> taken.getOrDefault(it.name(), Money.zero(it.currency()))),
                                sum(
                                        it.currency(),
                                        shard -> SystemAccounts.correspondent(it.name(), it.currency(), shard)),
                                sum(it.currency(), shard -> SystemAccounts.nostro(it.name(), it.currency(), shard)))
                        .map(all -> new Standing(
                                it.name(),
                                it.cap(),
                                all.getT1(),
                                all.getT2(),
                                Money.zero(it.currency()).minus(all.getT3()),
                                links.of(it.name()))))
                .collectList();
    }

    private Mono<Money> sum(Asset asset, IntFunction<AccountId> account) {
        return ledger.posted(
                IntStream.range(0, TimeOrderedIds.SHARDS).mapToObj(account).toList(), asset);
    }

    /** Those that people have to look at, oldest first. */
    public Mono<List<Watched>> watched(int limit) {
        return store.watched(limit).map(Watched::of).collectList();
    }

    /** A remittance, and why people have to look at it. */
    public record Watched(RemittanceView remittance, String correspondent, String why, java.time.Instant since) {

        static Watched of(Remittance it) {
            var attention = java.util.Objects.requireNonNull(it.attention());
            return new Watched(RemittanceView.of(it), it.correspondent(), attention.why(), attention.since());
        }
    }
}
