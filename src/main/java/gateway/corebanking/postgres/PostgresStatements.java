package gateway.corebanking.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.corebanking.AccountMap;
import gateway.corebanking.CoreDocument;
import gateway.corebanking.Statements;
import gateway.corebanking.statement.Statement;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.corebanking.tieout.TieOutRules.Books;
import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.ledger.Purpose;
import gateway.payments.RailNames;
import gateway.payments.RailNames.RefundOf;
import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Statements in schema {@code corebanking}, and what the ledger says beside them. */
@Component
class PostgresStatements implements Statements {

    private static final String ADD = """
            insert into corebanking.statement (id, source, account, day, entries, digest, imported_by, imported_at)
            values (:id, :source, :account, :day, :entries, :digest, :by, :now)
                on conflict (id) do nothing
            """;

    private static final String DIGEST = "select digest from corebanking.statement where id = :id";

    private static final String ADD_ENTRIES = """
            insert into corebanking.entry (statement, line, account, day, reference, kind, amount_minor, asset)
            select :statement, u.*
              from unnest(:lines::integer[], :accounts::text[], :days::date[], :references::text[], :kinds::text[],
                          :amounts::bigint[], :assets::text[])
                   u(line, account, day, reference, kind, amount_minor, asset)
            """;

    private static final String TOLD = "select source, account from corebanking.statement where day = :day";

    private static final String ENTRIES = """
            select s.source, e.account, e.day, e.reference, e.kind, e.amount_minor, e.asset
              from corebanking.entry e join corebanking.statement s on s.id = e.statement
             where e.day between :first and :last
            """;

    private static final String KNOWN = """
            select l.rail, l.identity, l.reference
              from corebanking.leg l
              join (select distinct account, reference from corebanking.entry where day between :first and :last) e
                on e.account = l.rail and e.reference = l.identity
            """;

    private static final int AROUND = 3;
    private static final String UNMAPPED = "not in the map: ";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Movements movements;
    private final RailNames names;

    PostgresStatements(
            DatabaseClient database, TransactionalOperator transaction, Movements movements, RailNames names) {
        this.database = database;
        this.transaction = transaction;
        this.movements = movements;
        this.names = names;
    }

    @Override
    public Mono<Imported> add(Statement it, byte[] digest, String by, Instant now) {
        return database.sql(ADD)
                .bind("id", it.id())
                .bind("source", source(it.source()))
                .bind("account", it.account())
                .bind("day", it.day())
                .bind("entries", it.entries().size())
                .bind("digest", digest)
                .bind("by", by)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .flatMap(added -> added == 1 ? addEntries(it) : compare(it, digest))
                .as(transaction::transactional);
    }

    private Mono<Imported> compare(Statement it, byte[] digest) {
        return database.sql(DIGEST)
                .bind("id", it.id())
                .map(row -> Arrays.equals(required(row, "digest", byte[].class), digest)
                        ? Imported.KNOWN
                        : Imported.CHANGED)
                .one();
    }

    private Mono<Imported> addEntries(Statement it) {
        var all = it.entries();
        return all.isEmpty()
                ? Mono.just(Imported.ADDED)
                : database.sql(ADD_ENTRIES)
                        .bind("statement", it.id())
                        .bind("lines", column(all, Statement.Entry::line, Integer[]::new))
                        .bind("accounts", column(all, _ -> it.account(), String[]::new))
                        .bind("days", column(all, Statement.Entry::day, LocalDate[]::new))
                        .bind("references", column(all, Statement.Entry::reference, String[]::new))
                        .bind("kinds", column(all, entry -> side(entry.side()), String[]::new))
                        .bind("amounts", column(all, Statement.Entry::minor, Long[]::new))
                        .bind("assets", column(all, entry -> entry.asset().code(), String[]::new))
                        .then()
                        .thenReturn(Imported.ADDED);
    }

    /** A line and whose it is. */
    private record Line(String source, Theirs line) {}

    /** An account and whose it is. */
    private record Told(String source, String account) {}

    @Override
    public Mono<Books> of(LocalDate day, AccountMap map) {
        var first = day.minusDays(AROUND);
        var last = day.plusDays(AROUND);
        return Mono.zip(
                        booked(first, last, map),
                        lines(first, last).collectList(),
                        told(day).collectList(),
                        known(first, last))
                .map(all -> books(all.getT1(), all.getT2(), all.getT3(), all.getT4()));
    }

    private static Books books(List<Booked> booked, List<Line> lines, List<Told> told, Map<String, UUID> known) {
        return new Books(
                booked,
                theirs(lines, Source.ABS),
                theirs(lines, Source.RAIL),
                accounts(told, Source.ABS),
                accounts(told, Source.RAIL),
                known);
    }

    private static List<Theirs> theirs(List<Line> lines, Source source) {
        return lines.stream()
                .filter(it -> it.source().equals(source(source)))
                .map(Line::line)
                .toList();
    }

    private static Set<String> accounts(List<Told> told, Source source) {
        var accounts = new HashSet<String>();
        told.stream().filter(it -> it.source().equals(source(source))).forEach(it -> accounts.add(it.account()));
        return accounts;
    }

    // The ledger itself and not the documents made of it: one that was never made must show. Some rails book what they
    // give back under the payment's name, so refunds count with their payment.
    private Mono<List<Booked>> booked(LocalDate first, LocalDate last, AccountMap map) {
        return movements
                .between(
                        first.atStartOfDay(BankTime.ZONE).toInstant(),
                        last.plusDays(1).atStartOfDay(BankTime.ZONE).toInstant())
                .filter(it -> it.purpose() != Purpose.ADJUSTMENT)
                .collectList()
                .flatMap(all -> payments(all.stream()
                                .filter(PostgresStatements::givesBack)
                                .map(Movement::reference))
                        .map(payments -> booked(all, payments, map)));
    }

    private static List<Booked> booked(List<Movement> all, Map<UUID, UUID> payments, AccountMap map) {
        return all.stream().map(it -> booked(it, payments, map)).toList();
    }

    private static boolean givesBack(Movement it) {
        return it.purpose() == Purpose.REFUND || it.purpose() == Purpose.FEE_RETURN;
    }

    /** The payments behind those that are refunds. */
    private Mono<Map<UUID, UUID>> payments(Stream<UUID> subjects) {
        return names.refunds(subjects.distinct().toList()).collectMap(RefundOf::refund, RefundOf::payment);
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
                asset);
    }

    private Flux<Line> lines(LocalDate first, LocalDate last) {
        return database.sql(ENTRIES)
                .bind("first", first)
                .bind("last", last)
                .map(row -> new Line(
                        required(row, "source", String.class),
                        new Theirs(
                                required(row, "account", String.class),
                                required(row, "day", LocalDate.class),
                                required(row, "reference", String.class),
                                required(row, "kind", String.class).equals("debit") ? Side.DEBIT : Side.CREDIT,
                                required(row, "amount_minor", Long.class),
                                Asset.of(required(row, "asset", String.class)))))
                .all();
    }

    private Flux<Told> told(LocalDate day) {
        return database.sql(TOLD)
                .bind("day", day)
                .map(row -> new Told(required(row, "source", String.class), required(row, "account", String.class)))
                .all();
    }

    private Mono<Map<String, UUID>> known(LocalDate first, LocalDate last) {
        return database.sql(KNOWN)
                .bind("first", first)
                .bind("last", last)
                .map(row -> Map.entry(
                        required(row, "rail", String.class) + "/" + required(row, "identity", String.class),
                        required(row, "reference", UUID.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMap(known -> payments(known.values().stream()).map(payments -> behind(known, payments)));
    }

    private static Map<String, UUID> behind(Map<String, UUID> known, Map<UUID, UUID> payments) {
        known.replaceAll((_, subject) -> payments.getOrDefault(subject, subject));
        return known;
    }

    private static String source(Source source) {
        return source == Source.ABS ? "abs" : "rail";
    }

    private static String side(Side side) {
        return side == Side.DEBIT ? "debit" : "credit";
    }
}
