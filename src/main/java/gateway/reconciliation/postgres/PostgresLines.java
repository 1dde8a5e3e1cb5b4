package gateway.reconciliation.postgres;

import static gateway.platform.journal.Columns.column;

import gateway.reconciliation.Book;
import gateway.reconciliation.Counterparty;
import gateway.reconciliation.Item;
import gateway.reconciliation.Line;
import gateway.reconciliation.Lines;
import gateway.reconciliation.OurLine;
import gateway.reconciliation.files.FileLine;
import gateway.rulebook.BankTime;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Lines in schema {@code reconciliation}. Every statement is small: a day is worked through page by page. */
@Component
class PostgresLines implements Lines {

    // A name of ours stays with whom it was first given to, so that a second use shows as a duplicate; a name of theirs
    // that could be several is nobody's.
    private static final String ADD_NAMES = """
            insert into reconciliation.name as known (counterparty, key, item)
            select :counterparty, u.key, case when bool_and(u.ours) or count(distinct u.item) = 1 then min(u.item) end
              from unnest(:keys::text[], :items::text[], :ours::boolean[]) u(key, item, ours)
             group by u.key
                on conflict (counterparty, key) do update
               set item = case when known.item = excluded.item or excluded.key !~ '^(rrn|trace|their):'
                               then known.item end
            """;

    private static final String ADD_OURS = """
            with added as (
                insert into reconciliation.line (counterparty, place, book, item, own, keys, name, debit, minor, asset,
                                                 fee, status, day, late)
                select :counterparty, u.place, 'ours', coalesce(n.item, u.subject), u.own, '', u.name, u.debit, u.minor,
                       u.asset, u.fee, 'done', u.day, u.late
                  from unnest(:places::text[], :subjects::text[], :owns::text[], :names::text[], :debits::boolean[],
                              :minors::bigint[], :assets::text[], :fees::bigint[], :days::date[], :lates::boolean[])
                       u(place, subject, own, name, debit, minor, asset, fee, day, late)
                  left join reconciliation.name n on n.counterparty = :counterparty and n.key = u.own
                    on conflict do nothing
                returning place, item
            )
            insert into reconciliation.name (counterparty, key, item)
            select :counterparty, 'doc_' || place, item from added
                on conflict do nothing
            """;

    private static final String ADD = """
            insert into reconciliation.line (counterparty, place, book, item, own, keys, name, debit, minor, asset, fee,
                                             status, day, late)
            select :counterparty, u.place, :book, coalesce(n.item, 'x:' || coalesce(u.own, u.place)), u.own, u.keys,
                   u.name, u.debit, u.minor, u.asset, u.fee, u.status, u.day, u.late
              from unnest(:places::text[], :owns::text[], :keys::text[], :names::text[], :debits::boolean[],
                          :minors::bigint[], :assets::text[], :fees::bigint[], :statuses::text[], :days::date[],
                          :lates::boolean[])
                   u(place, own, keys, name, debit, minor, asset, fee, status, day, late)
              left join reconciliation.name n on n.counterparty = :counterparty and n.key = u.own
            """;

    private static final String OPEN = """
            with page as (
                select distinct item
                  from reconciliation.line
                 where counterparty = :counterparty and not agreed and day <= :until and item > :after
                 order by item
                 limit :limit
            )
            select l.item, l.book, l.place, l.name, l.debit, l.minor, l.asset, l.fee, l.status, l.day, l.late
              from page p
              join reconciliation.line l on l.counterparty = :counterparty and l.item = p.item
             where l.day <= :until
             order by l.item, l.place
            """;

    private static final String FIND = """
            select l.item, l.book, l.place, l.name, l.debit, l.minor, l.asset, l.fee, l.status, l.day, l.late
              from reconciliation.line l
             where l.counterparty = :counterparty and l.item = :item
             order by l.day, l.book, l.place
             limit :most
            """;

    // In one order, so that two who do the same wait for each other instead of dying together.
    private static final String AGREE = """
            with locked as (
                select place
                  from reconciliation.line
                 where counterparty = :counterparty and place = any(:places) and not agreed
                 order by place
                   for no key update
            )
            update reconciliation.line l
               set agreed = true
              from locked o
             where l.counterparty = :counterparty and l.place = o.place
            """;

    private static final String AGREE_ITEM = """
            update reconciliation.line set agreed = true
             where counterparty = :counterparty and item = :item and not agreed
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final MatchLines matching;

    PostgresLines(DatabaseClient database, TransactionalOperator transaction, MatchLines matching) {
        this.database = database;
        this.transaction = transaction;
        this.matching = matching;
    }

    /** What something is called, and whether the name is ours. */
    private record Key(String key, String item, boolean ours) {}

    @Override
    public Mono<Void> addOurs(Counterparty counterparty, List<OurLine> all) {
        return all.isEmpty()
                ? Mono.empty()
                : addNames(counterparty, all)
                        .then(Mono.defer(() -> addLines(
                                counterparty,
                                all.stream().filter(OurLine::moved).toList())))
                        .as(transaction::transactional);
    }

    private Mono<Void> addNames(Counterparty counterparty, List<OurLine> all) {
        var keys = all.stream().flatMap(PostgresLines::keys).distinct().toList();
        return keys.isEmpty()
                ? Mono.empty()
                : database.sql(ADD_NAMES)
                        .bind("counterparty", counterparty.name())
                        .bind("keys", column(keys, Key::key, String[]::new))
                        .bind("items", column(keys, Key::item, String[]::new))
                        .bind("ours", column(keys, Key::ours, Boolean[]::new))
                        .then();
    }

    private static Stream<Key> keys(OurLine it) {
        var item = it.subject().toString();
        if (!it.moved()) {
            return Stream.of(new Key(it.document(), item, true));
        }
        return Stream.concat(
                Stream.ofNullable(it.own()).map(key -> new Key(key, item, true)),
                it.keys().stream().map(key -> new Key(key, item, !key.matches("(rrn|trace|their):.*"))));
    }

    private Mono<Void> addLines(Counterparty counterparty, List<OurLine> all) {
        return database.sql(ADD_OURS)
                .bind("counterparty", counterparty.name())
                .bind("places", column(all, it -> it.transfer().toString(), String[]::new))
                .bind("subjects", column(all, it -> it.subject().toString(), String[]::new))
                .bind("owns", column(all, OurLine::own, String[]::new))
                .bind("names", column(all, PostgresLines::name, String[]::new))
                .bind("debits", column(all, OurLine::debit, Boolean[]::new))
                .bind("minors", column(all, OurLine::minor, Long[]::new))
                .bind("assets", column(all, it -> it.asset().code(), String[]::new))
                .bind("fees", column(all, it -> it.isFee() ? it.minor() : null, Long[]::new))
                .bind("days", column(all, it -> LocalDate.ofInstant(it.at(), BankTime.ZONE), LocalDate[]::new))
                .bind("lates", column(all, it -> isLate(counterparty, it), Boolean[]::new))
                .then();
    }

    /** Two payments under one name are told apart by nothing else; a fee beside its amount is something else. */
    private static String name(OurLine it) {
        var name = it.own() == null ? it.subject().toString() : it.own();
        return it.isFee() ? name + " fee" : name;
    }

    private static boolean isLate(Counterparty counterparty, OurLine it) {
        return !LocalTime.ofInstant(it.at(), BankTime.ZONE).isBefore(counterparty.cutOff());
    }

    @Override
    public Mono<Void> add(Counterparty counterparty, Book book, long file, List<FileLine> all) {
        return database.sql(ADD)
                .bind("counterparty", counterparty.name())
                .bind("book", book.code())
                .bind("places", column(all, it -> "f" + file + ":" + it.line() + ":" + it.turn(), String[]::new))
                .bind("owns", column(all, FileLine::own, String[]::new))
                .bind("keys", column(all, it -> String.join(" ", it.keys()), String[]::new))
                .bind("names", column(all, FileLine::name, String[]::new))
                .bind("debits", column(all, FileLine::debit, Boolean[]::new))
                .bind("minors", column(all, FileLine::minor, Long[]::new))
                .bind("assets", column(all, it -> it.asset().code(), String[]::new))
                .bind("fees", column(all, FileLine::fee, Long[]::new))
                .bind("statuses", column(all, it -> it.status().code(), String[]::new))
                .bind("days", column(all, FileLine::day, LocalDate[]::new))
                .bind("lates", column(all, it -> isLate(counterparty, it), Boolean[]::new))
                .then();
    }

    private static boolean isLate(Counterparty counterparty, FileLine it) {
        return it.at() != null && !it.at().isBefore(counterparty.cutOff());
    }

    @Override
    public Mono<Long> match(Counterparty counterparty) {
        return matching.all(counterparty);
    }

    @Override
    public Mono<List<Item>> open(Counterparty counterparty, LocalDate until, String after, int limit) {
        return database.sql(OPEN)
                .bind("counterparty", counterparty.name())
                .bind("until", until)
                .bind("after", after)
                .bind("limit", limit)
                .map(LineRows::read)
                .all()
                .collectList()
                .map(LineRows::items);
    }

    @Override
    public Mono<Item> find(String counterparty, String item, int most) {
        return database.sql(FIND)
                .bind("counterparty", counterparty)
                .bind("item", item)
                .bind("most", most)
                .map(LineRows::read)
                .all()
                .map(LineRows.Found::line)
                .collectList()
                .map(lines -> new Item(item, lines));
    }

    @Override
    public Mono<Void> agree(Counterparty counterparty, List<Item> items) {
        var places = items.stream()
                .flatMap(it -> it.lines().stream())
                .map(Line::place)
                .toArray(String[]::new);
        return places.length == 0
                ? Mono.empty()
                : database.sql(AGREE)
                        .bind("counterparty", counterparty.name())
                        .bind("places", places)
                        .then();
    }

    @Override
    public Mono<Void> agree(String counterparty, String item) {
        return database.sql(AGREE_ITEM)
                .bind("counterparty", counterparty)
                .bind("item", item)
                .then();
    }
}
