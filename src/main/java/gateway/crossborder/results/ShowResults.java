package gateway.crossborder.results;

import gateway.crossborder.CrossBorderProblem;
import gateway.crossborder.ExchangeNames;
import gateway.crossborder.Funding;
import gateway.crossborder.Quote;
import gateway.crossborder.rates.PastRates;
import gateway.crossborder.rates.RateBoard.Rate;
import gateway.crossborder.results.Period.With;
import gateway.crossborder.results.ResultBook.Report;
import gateway.ledger.Ledger;
import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.rulebook.BankTime;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What exchanging has brought in a time, from the ledger's transfers and the quotes behind them. What customers
 * exchanged is measured by the middle of their quote, what the bank bought by the middle of the day's end; what rates
 * did beside is the revaluation.
 */
@Component
public class ShowResults {

    private static final Set<Purpose> EXCHANGES = Set.of(Purpose.EXCHANGE, Purpose.EXCHANGE_RETURN, Purpose.FUNDING);
    private static final String POSITION = "fx-position";
    private static final String ROUNDING = "fx-result";
    private static final int TOGETHER = 500;
    private static final int MOST_DAYS = 92;
    private static final int MOST_DAYS_AGO = 400;
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Movements movements;
    private final Ledger ledger;
    private final ExchangeNames names;
    private final PastRates rates;
    private final TransactionalOperator snapshot;
    private final Clock clock;

    ShowResults(
            Movements movements,
            Ledger ledger,
            ExchangeNames names,
            PastRates rates,
            ReactiveTransactionManager transactions,
            Clock clock) {
        this.movements = movements;
        this.ledger = ledger;
        this.names = names;
        this.rates = rates;
        this.snapshot = TransactionalOperator.create(transactions, ofOneMoment());
        this.clock = clock;
    }

    // Where positions stand and what moved them must be of the same moment.
    private static TransactionDefinition ofOneMoment() {
        var definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        return definition;
    }

    /** The parts in order, and all of them as one. */
    public record Results(List<Period> parts, Period all) {}

    /** By the end of which day what was worth how much. */
    private record Rates(Map<Instant, Map<Asset, Rate>> known, Map<LocalDate, Instant> ends)
            implements BiFunction<LocalDate, Asset, Optional<Rate>> {

        @Override
        public Optional<Rate> apply(LocalDate day, Asset asset) {
            var end = ends.get(day);
            return end == null
                    ? Optional.empty()
                    : Optional.ofNullable(known.getOrDefault(end, Map.of()).get(asset));
        }
    }

    /** Errors with EXCHANGE_RANGE where the days are too many, too long ago, or yet to come. */
    public Mono<Results> of(Stretch stretch) {
        return Mono.fromRunnable(() -> check(stretch))
                .then(Mono.defer(() -> rates(stretch)))
                .flatMap(known -> read(stretch, known).as(snapshot::transactional))
                .timeout(DEADLINE)
                .map(it -> new Results(it.parts(), it.all()));
    }

    private void check(Stretch stretch) {
        var today = LocalDate.ofInstant(clock.instant(), BankTime.ZONE);
        long days = ChronoUnit.DAYS.between(stretch.from(), stretch.to()) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw CrossBorderProblem.EXCHANGE_RANGE
                    .because("It is of 1 to %d days".formatted(MOST_DAYS))
                    .with("mostDays", MOST_DAYS);
        }
        if (stretch.to().isAfter(today) || stretch.from().isBefore(today.minusDays(MOST_DAYS_AGO))) {
            throw CrossBorderProblem.EXCHANGE_RANGE
                    .because("It ends today, and begins no more than %d days ago".formatted(MOST_DAYS_AGO))
                    .with("mostDaysAgo", MOST_DAYS_AGO);
        }
    }

    private Mono<Rates> rates(Stretch stretch) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var ends = new HashMap<LocalDate, Instant>();
        stretch.from().minusDays(1).datesUntil(stretch.to().plusDays(1)).forEach(day -> {
            var end = start(day.plusDays(1)).minusSeconds(1);
            ends.put(day, end.isAfter(now) ? now : end);
        });
        return rates.at(List.copyOf(Set.copyOf(ends.values()))).map(known -> new Rates(known, Map.copyOf(ends)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(BankTime.ZONE).toInstant();
    }

    private Mono<Report> read(Stretch stretch, Rates rates) {
        var book = new ResultBook(stretch);
        var until = clock.instant().plus(Duration.ofDays(1));
        return movements
                .between(EXCHANGES, start(stretch.from()), until)
                .filter(ShowResults::isExchange)
                .buffer(TOGETHER)
                .concatMap(some -> add(book, stretch, rates, some))
                .then(Mono.defer(this::positions))
                .map(now -> book.report(now, rates));
    }

    private static boolean isExchange(Movement it) {
        return isOn(it, POSITION) || isOn(it, ROUNDING);
    }

    private static boolean isOn(Movement it, String account) {
        return it.debit().equals(account) || it.credit().equals(account);
    }

    private Mono<Map<Asset, Money>> positions() {
        return Flux.fromIterable(Asset.all())
                .filter(asset -> !asset.equals(Asset.UZS))
                .concatMap(asset -> ledger.posted(
                        IntStream.range(0, TimeOrderedIds.SHARDS)
                                .mapToObj(shard -> SystemAccounts.exchangePosition(asset, shard))
                                .toList(),
                        asset))
                .collectMap(Money::asset);
    }

    private Mono<Void> add(ResultBook book, Stretch stretch, Rates rates, List<Movement> some) {
        var end = start(stretch.to().plusDays(1));
        some.stream()
                .filter(it -> !it.at().isBefore(end)
                        && isOn(it, POSITION)
                        && !it.amount().asset().equals(Asset.UZS))
                .forEach(it -> book.addLater(signed(it, POSITION)));
        var within = some.stream().filter(it -> it.at().isBefore(end)).toList();
        return known(within).flatMap(known -> Mono.fromRunnable(() -> add(book, rates, within, known)));
    }

    private Mono<Known> known(List<Movement> some) {
        return names.quotes(references(some, false))
                .flatMap(quotes -> names.fundings(references(some, true)).map(it -> new Known(quotes, it)));
    }

    /** What stands behind some movements. */
    private record Known(Map<UUID, Quote> quotes, Map<UUID, Funding> fundings) {}

    private static void add(ResultBook book, Rates rates, List<Movement> some, Known known) {
        for (var it : some) {
            if (it.purpose() == Purpose.FUNDING) {
                cover(book, rates, it, found(known.fundings(), it));
            } else {
                exchange(book, it, found(known.quotes(), it));
            }
        }
    }

    private static List<UUID> references(List<Movement> some, boolean fundings) {
        return some.stream()
                .filter(it -> (it.purpose() == Purpose.FUNDING) == fundings)
                .map(Movement::reference)
                .distinct()
                .toList();
    }

    private static <T> T found(Map<UUID, T> known, Movement it) {
        var found = known.get(it.reference());
        if (found == null) {
            throw new IllegalStateException("An exchange of nobody: " + it.id());
        }
        return found;
    }

    private static void exchange(ResultBook book, Movement it, Quote quote) {
        book.add(
                day(it),
                With.CUSTOMERS,
                quote.corridor(),
                sum(it, quote.sums().received().asset(), quote.middle()));
    }

    private static void cover(ResultBook book, Rates rates, Movement it, Funding funding) {
        var currency = funding.amount().asset();
        var price = rates.apply(day(it), currency)
                .map(rate -> rate.middle().value())
                .orElseGet(() -> paid(funding));
        book.add(day(it), With.COVER, null, sum(it, currency, price));
    }

    // Without a rate of the day nothing can be said to have been earned by buying.
    private static BigDecimal paid(Funding it) {
        var cost = it.cost();
        return cost == null
                ? BigDecimal.ZERO
                : new BigDecimal(cost.toDecimal())
                        .divide(new BigDecimal(it.amount().toDecimal()), 20, RoundingMode.HALF_UP);
    }

    private static Realised sum(Movement it, Asset currency, BigDecimal price) {
        if (isOn(it, ROUNDING)) {
            return Realised.ofRounding(currency, signed(it, ROUNDING));
        }
        return it.amount().asset().equals(Asset.UZS)
                ? Realised.ofSoum(currency, signed(it, POSITION))
                : Realised.ofUnits(signed(it, POSITION), price);
    }

    private static Money signed(Movement it, String account) {
        return it.credit().equals(account)
                ? it.amount()
                : Money.zero(it.amount().asset()).minus(it.amount());
    }

    private static LocalDate day(Movement it) {
        return LocalDate.ofInstant(it.at(), BankTime.ZONE);
    }
}
