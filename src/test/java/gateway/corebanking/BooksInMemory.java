package gateway.corebanking;

import gateway.corebanking.statement.Statement.Source;
import gateway.corebanking.tieout.TieOut;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Known;
import gateway.corebanking.tieout.TieOut.Payments;
import gateway.corebanking.tieout.TieOut.Place;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.corebanking.tieout.TieOutRules.Told;
import gateway.packs.InForce;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All books in memory, read in pages of any size. */
public final class BooksInMemory implements DayBooks {

    private final Map<String, Booked> booked;
    private final Map<UUID, List<Booked>> ofPayment;
    private final Map<Source, List<Theirs>> lines;
    private final Map<Source, Map<Place, List<Theirs>>> named = new HashMap<>();
    private final Map<Place, UUID> known = new HashMap<>();
    private final Map<UUID, List<Known>> linesOf = new HashMap<>();
    private final Told told;
    private final int page;

    /** @param known the payment behind {@code rail/name} */
    public BooksInMemory(
            List<Booked> booked, List<Theirs> core, List<Theirs> rails, Told told, Map<String, UUID> known, int page) {
        this.booked = booked.stream().collect(Collectors.toMap(Booked::document, Function.identity()));
        this.ofPayment = booked.stream().collect(Collectors.groupingBy(Booked::reference));
        this.lines = Map.of(Source.ABS, core, Source.RAIL, rails);
        lines.forEach((source, all) -> named.put(source, all.stream().collect(Collectors.groupingBy(Theirs::place))));
        known.forEach((name, payment) -> {
            var parts = name.split("/", 2);
            this.known.put(new Place(parts[0], parts[1]), payment);
        });
        for (var line : rails) {
            var payment = this.known.get(line.place());
            if (payment != null) {
                linesOf.computeIfAbsent(payment, _ -> new ArrayList<>()).add(new Known(payment, line));
            }
        }
        this.told = told;
        this.page = page;
    }

    public TieOut compare(LocalDate day) {
        return Objects.requireNonNull(new CompareDay(
                        this, InForce.always(new AccountMapPacks(), new AccountMap("none", List.of(), List.of())))
                .compare(day)
                .block());
    }

    @Override
    public Mono<Told> told(LocalDate day) {
        return Mono.just(told);
    }

    @Override
    public Flux<Sum> sums(LocalDate day) {
        return Flux.fromStream(lines.values().stream()
                .flatMap(Collection::stream)
                .filter(it -> it.day().equals(day))
                .map(it -> new Sum(it.account(), it.asset(), it.side(), it.minor())));
    }

    @Override
    public Flux<List<Booked>> booked(LocalDate day, AccountMap map) {
        return Flux.fromIterable(booked.values())
                .filter(it -> it.day().equals(day))
                .buffer(page);
    }

    @Override
    public Flux<List<Place>> places(LocalDate day, Source source) {
        return Flux.fromStream(Objects.requireNonNull(lines.get(source)).stream()
                        .filter(it -> it.day().equals(day))
                        .map(Theirs::place)
                        .distinct()
                        .sorted(Comparator.comparing(Place::reference).thenComparing(Place::account)))
                .buffer(page);
    }

    @Override
    public Mono<List<Theirs>> lines(Source source, List<Place> places) {
        var all = Objects.requireNonNull(named.get(source));
        return Mono.just(places.stream()
                .flatMap(it -> all.getOrDefault(it, List.of()).stream())
                .toList());
    }

    @Override
    public Mono<List<Booked>> documents(List<Place> places, AccountMap map) {
        return Mono.just(places.stream()
                .map(Place::reference)
                .distinct()
                .flatMap(it -> Stream.ofNullable(booked.get(it)))
                .toList());
    }

    @Override
    public Mono<Map<Place, UUID>> behind(List<Place> places) {
        var behind = new HashMap<>(known);
        behind.keySet().retainAll(new HashSet<>(places));
        return Mono.just(behind);
    }

    @Override
    public Mono<Payments> payments(Set<UUID> payments, AccountMap map) {
        return Mono.just(new Payments(all(payments, ofPayment), all(payments, linesOf)));
    }

    private static <T> List<T> all(Set<UUID> payments, Map<UUID, List<T>> by) {
        return payments.stream()
                .flatMap(it -> by.getOrDefault(it, List.of()).stream())
                .toList();
    }
}
