package gateway.corebanking;

import gateway.corebanking.statement.Statement.Source;
import gateway.corebanking.tieout.TieOut;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Place;
import gateway.corebanking.tieout.TieOutRules;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the books of a day page by page for those who compare them, in memory that does not grow with the day. */
record DayReading(DayBooks books, AccountMap map, LocalDate day, TieOutRules rules) {

    Mono<TieOut> run() {
        return Flux.concat(sums(), movements(), accountLines(), railLines()).then(Mono.fromSupplier(rules::result));
    }

    private Mono<Void> sums() {
        return books.sums(day)
                .doOnNext(it -> rules.theirs(it.account(), it.asset(), it.side(), it.minor()))
                .then();
    }

    private Mono<Void> movements() {
        return books.booked(day, map).concatMap(this::movements, 1).then();
    }

    private Mono<Void> movements(List<Booked> page) {
        var onRails =
                page.stream().filter(rules::isOnRail).map(Booked::reference).collect(Collectors.toSet());
        return books.lines(Source.ABS, sides(page))
                .flatMap(lines ->
                        books.payments(onRails, map).doOnNext(payments -> rules.movements(page, lines, payments)))
                .then();
    }

    private static List<Place> sides(List<Booked> page) {
        return page.stream()
                .flatMap(it -> Stream.of(
                        new Place(it.debitAccount(), it.document()), new Place(it.creditAccount(), it.document())))
                .distinct()
                .toList();
    }

    private Mono<Void> accountLines() {
        return books.places(day, Source.ABS).concatMap(this::accountLines, 1).then();
    }

    private Mono<Void> accountLines(List<Place> page) {
        return books.lines(Source.ABS, page)
                .flatMap(lines -> books.documents(page, map).doOnNext(known -> rules.accountLines(lines, known)))
                .then();
    }

    private Mono<Void> railLines() {
        return books.places(day, Source.RAIL)
                .concatMap(page -> books.behind(page).flatMap(behind -> railLines(page, behind)), 1)
                .then();
    }

    private Mono<Void> railLines(List<Place> page, Map<Place, UUID> behind) {
        var unknown = page.stream().filter(it -> !behind.containsKey(it)).toList();
        return books.payments(Set.copyOf(behind.values()), map)
                .flatMap(payments -> books.lines(Source.RAIL, unknown)
                        .doOnNext(strangers -> rules.railLines(Set.copyOf(page), payments, strangers)))
                .then();
    }
}
