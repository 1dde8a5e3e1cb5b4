package gateway.corebanking.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.corebanking.AccountMap;
import gateway.corebanking.CoreDocument;
import gateway.corebanking.DayBooks;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Known;
import gateway.corebanking.tieout.TieOut.Payments;
import gateway.corebanking.tieout.TieOut.Place;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.corebanking.tieout.TieOutRules.Told;
import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.ledger.Purpose;
import gateway.payments.RailNames;
import gateway.payments.RailNames.RefundOf;
import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger and the imported statements, a page at a time. */
@Component
class PostgresDayBooks implements DayBooks {

    private static final String TOLD = "select source, account from corebanking.statement where day = :day";

    private static final String SUMS = """
            select e.account, e.asset, e.kind, sum(e.amount_minor)::bigint as minor
              from corebanking.entry e
             where e.day = :day
             group by e.account, e.asset, e.kind
            """;

    private static final String PLACES = """
            select e.account, e.reference
              from corebanking.entry e
              join corebanking.statement s on s.id = e.statement and s.source = :source
             where e.day = :day and (e.reference, e.account) > (:reference, :account)
             group by e.reference, e.account
             order by e.reference, e.account
             limit :page
            """;

    // A file may name one thing as often as it likes.
    private static final String LINE = """
            cross join lateral (
                   select e.account, e.day, e.reference, e.kind, e.amount_minor, e.asset
                     from corebanking.entry e
                     join corebanking.statement s on s.id = e.statement and s.source = :source
                    where e.reference = asked.reference and e.account = asked.account
                    order by e.day, e.statement, e.line
                    limit 200) e
            """;

    private static final String LINES = """
            select e.*
              from unnest(:accounts::text[], :references::text[]) asked (account, reference)
            """ + LINE;

    private static final String RAIL_LINES = """
            select e.*, asked.subject
              from (select l.rail as account, l.identity as reference, l.reference as subject
                      from corebanking.leg l
                     where l.reference = any(:subjects)) asked
            """ + LINE;

    private static final String BEHIND = """
            select l.rail, l.identity, l.reference
              from unnest(:accounts::text[], :references::text[]) asked (account, reference)
              join corebanking.leg l on l.rail = asked.account and l.identity = asked.reference
            """;

    private static final int PAGE = 500;
    private static final String UNMAPPED = "not in the map: ";

    private final DatabaseClient database;
    private final Movements movements;
    private final RailNames names;
    private final PostgresAmendments amendments;

    PostgresDayBooks(DatabaseClient database, Movements movements, RailNames names, PostgresAmendments amendments) {
        this.database = database;
        this.movements = movements;
        this.names = names;
        this.amendments = amendments;
    }

    @Override
    public Mono<Told> told(LocalDate day) {
        return database.sql(TOLD)
                .bind("day", day)
                .map(row -> Map.entry(required(row, "source", String.class), required(row, "account", String.class)))
                .all()
                .collectList()
                .map(all -> new Told(accounts(all, Source.ABS), accounts(all, Source.RAIL)));
    }

    private static Set<String> accounts(List<Map.Entry<String, String>> all, Source source) {
        return all.stream()
                .filter(it -> it.getKey().equals(PostgresStatements.source(source)))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Flux<Sum> sums(LocalDate day) {
        return database.sql(SUMS)
                .bind("day", day)
                .map(row -> new Sum(
                        required(row, "account", String.class),
                        Asset.of(required(row, "asset", String.class)),
                        side(row),
                        required(row, "minor", Long.class)))
                .all();
    }

    @Override
    public Flux<List<Booked>> booked(LocalDate day, AccountMap map) {
        return movements
                .between(
                        day.atStartOfDay(BankTime.ZONE).toInstant(),
                        day.plusDays(1).atStartOfDay(BankTime.ZONE).toInstant())
                .buffer(PAGE)
                .concatMap(page -> payments(refunded(page)).map(payments -> booked(page, payments, map)), 1)
                .concatWith(amendments.ofDay(day).buffer(PAGE));
    }

    // Some rails book what they give back under the payment's name, so refunds count with their payment.
    private static List<UUID> refunded(List<Movement> page) {
        return page.stream()
                .filter(it -> it.purpose() == Purpose.REFUND || it.purpose() == Purpose.FEE_RETURN)
                .map(Movement::reference)
                .distinct()
                .toList();
    }

    /** The payments behind those that are refunds. */
    private Mono<Map<UUID, UUID>> payments(List<UUID> subjects) {
        return subjects.isEmpty()
                ? Mono.just(Map.of())
                : names.refunds(subjects).collectMap(RefundOf::refund, RefundOf::payment);
    }

    private static List<Booked> booked(List<Movement> all, Map<UUID, UUID> payments, AccountMap map) {
        return all.stream().map(it -> booked(it, payments, map)).toList();
    }

    private static Booked booked(Movement it, Map<UUID, UUID> payments, AccountMap map) {
        var asset = it.amount().asset();
        return new Booked(
                CoreDocument.name(it.id()),
                payments.getOrDefault(it.reference(), it.reference()),
                LocalDate.ofInstant(it.at(), BankTime.ZONE),
                map.number(it.debit(), asset, it.at()).orElse(UNMAPPED + it.debit()),
                map.number(it.credit(), asset, it.at()).orElse(UNMAPPED + it.credit()),
                it.debit(),
                it.credit(),
                it.amount().minor(),
                asset,
                it.purpose() == Purpose.ADJUSTMENT);
    }

    @Override
    public Flux<List<Place>> places(LocalDate day, Source source) {
        return places(day, source, new Place("", ""))
                .expand(page -> page.size() < PAGE ? Mono.empty() : places(day, source, page.getLast()))
                .filter(page -> !page.isEmpty());
    }

    private Mono<List<Place>> places(LocalDate day, Source source, Place after) {
        return database.sql(PLACES)
                .bind("day", day)
                .bind("source", PostgresStatements.source(source))
                .bind("reference", after.reference())
                .bind("account", after.account())
                .bind("page", PAGE)
                .map(row -> new Place(required(row, "account", String.class), required(row, "reference", String.class)))
                .all()
                .collectList();
    }

    @Override
    public Mono<List<Theirs>> lines(Source source, List<Place> places) {
        return places.isEmpty()
                ? Mono.just(List.of())
                : named(LINES, places)
                        .bind("source", PostgresStatements.source(source))
                        .map(PostgresDayBooks::line)
                        .all()
                        .collectList();
    }

    @Override
    public Mono<List<Booked>> documents(List<Place> places, AccountMap map) {
        var ids = places.stream()
                .map(it -> CoreDocument.id(it.reference()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return ids.isEmpty()
                ? Mono.just(List.of())
                : movements
                        .named(ids)
                        .map(it -> booked(it, Map.of(), map))
                        .concatWith(amendments.named(ids))
                        .collectList();
    }

    @Override
    public Mono<Map<Place, UUID>> behind(List<Place> places) {
        return named(BEHIND, places)
                .map(row -> Map.entry(
                        new Place(required(row, "rail", String.class), required(row, "identity", String.class)),
                        required(row, "reference", UUID.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMap(this::payments);
    }

    private Mono<Map<Place, UUID>> payments(Map<Place, UUID> subjects) {
        return payments(subjects.values().stream().distinct().toList()).map(payments -> {
            subjects.replaceAll((_, subject) -> payments.getOrDefault(subject, subject));
            return subjects;
        });
    }

    @Override
    public Mono<Payments> payments(Set<UUID> payments, AccountMap map) {
        return payments.isEmpty()
                ? Mono.just(new Payments(List.of(), List.of()))
                : names.refundsOf(List.copyOf(payments))
                        .collectMap(RefundOf::refund, RefundOf::payment)
                        .flatMap(refunds -> payments(payments, refunds, map));
    }

    private Mono<Payments> payments(Set<UUID> payments, Map<UUID, UUID> refunds, AccountMap map) {
        var subjects = new ArrayList<>(payments);
        subjects.addAll(refunds.keySet());
        return movements
                .of(subjects)
                .map(it -> booked(it, refunds, map))
                .collectList()
                .flatMap(booked -> railLines(subjects, refunds).map(lines -> new Payments(booked, lines)));
    }

    private Mono<List<Known>> railLines(List<UUID> subjects, Map<UUID, UUID> refunds) {
        return database.sql(RAIL_LINES)
                .bind("subjects", subjects.toArray(UUID[]::new))
                .bind("source", PostgresStatements.source(Source.RAIL))
                .map(row -> {
                    var subject = required(row, "subject", UUID.class);
                    return new Known(refunds.getOrDefault(subject, subject), line(row));
                })
                .all()
                .collectList();
    }

    private GenericExecuteSpec named(String sql, List<Place> places) {
        return database.sql(sql)
                .bind("accounts", column(places, Place::account, String[]::new))
                .bind("references", column(places, Place::reference, String[]::new));
    }

    static Theirs line(Readable row) {
        return new Theirs(
                required(row, "account", String.class),
                required(row, "day", LocalDate.class),
                required(row, "reference", String.class),
                side(row),
                required(row, "amount_minor", Long.class),
                Asset.of(required(row, "asset", String.class)));
    }

    private static Side side(Readable row) {
        return required(row, "kind", String.class).equals("debit") ? Side.DEBIT : Side.CREDIT;
    }
}
