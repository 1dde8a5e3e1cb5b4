package gateway.reconciliation.postgres;

import gateway.reconciliation.Book;
import gateway.reconciliation.Counterparty;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds ours for lines of others that belong to nobody: by names first, by amount and day last. */
@Component
class MatchLines {

    private static final long STEP = 10_000;

    // Our own name comes first, then theirs in the order of their worth.
    private static final String BY_NAME = """
            with found as (
                select l.place, n.item
                  from reconciliation.line l
                 cross join lateral (
                       select n.item
                         from unnest(array_prepend(l.own, string_to_array(l.keys, ' '))) with ordinality k(key, turn)
                         join reconciliation.name n on n.counterparty = :counterparty and n.key = k.key
                        where n.item is not null
                        order by k.turn
                        limit 1) n
                 where l.counterparty = :counterparty and not l.agreed and l.item >= 'x:' and l.item < 'x;'
                   and n.item <> l.item
                 limit :step
            )
            update reconciliation.line l
               set item = f.item
              from found f
             where l.counterparty = :counterparty and l.place = f.place
            """;

    // Only lines that name nothing, and only where there is one of each: what could be two is left to a person.
    private static final String BY_AMOUNT = """
            with nameless as (
                select min(place) as place, debit, minor, asset, day
                  from reconciliation.line
                 where counterparty = :counterparty and book = :book and not agreed and status = 'done'
                   and item >= 'x:' and item < 'x;' and own is null and keys = ''
                 group by debit, minor, asset, day
                having count(*) = 1
            ), lacking as (
                select o.item, o.debit, sum(o.minor) as minor, o.asset, o.day
                  from reconciliation.line o
                 where o.counterparty = :counterparty and o.book = 'ours' and not o.agreed
                   and o.day in (select day from nameless)
                   and not exists (select 1 from reconciliation.line t
                                    where t.counterparty = :counterparty and t.item = o.item and t.book = :book)
                 group by o.item, o.debit, o.asset, o.day
            ), single as (
                select min(item) as item, debit, minor, asset, day
                  from lacking
                 group by debit, minor, asset, day
                having count(*) = 1
            )
            update reconciliation.line l
               set item = s.item
              from nameless n join single s using (debit, minor, asset, day)
             where l.counterparty = :counterparty and l.place = n.place
            """;

    private static final String NAMELESS = """
            select exists (select 1 from reconciliation.line
                            where counterparty = :counterparty and not agreed and own is null and keys = ''
                              and item >= 'x:' and item < 'x;') as any
            """;

    // What was found about a line that belonged to nobody is found about its item now, if it still holds.
    private static final String MOVE_ON = """
            update reconciliation.break b
               set state = 'explained', closed_at = now(), note = 'its movement is known now'
             where b.counterparty = :counterparty and b.state = 'open' and b.item >= 'x:' and b.item < 'x;'
               and not exists (select 1 from reconciliation.line l
                                where l.counterparty = b.counterparty and l.item = b.item)
            """;

    private final DatabaseClient database;

    MatchLines(DatabaseClient database) {
        this.database = database;
    }

    Mono<Long> all(Counterparty counterparty) {
        var step = database.sql(BY_NAME)
                .bind("counterparty", counterparty.name())
                .bind("step", STEP)
                .fetch()
                .rowsUpdated();
        return step.expand(found -> found < STEP ? Mono.empty() : step)
                .concatWith(byAmount(counterparty))
                .reduce(0L, Long::sum)
                .flatMap(found -> moveOn(counterparty).thenReturn(found));
    }

    private Flux<Long> byAmount(Counterparty counterparty) {
        return database.sql(NAMELESS)
                .bind("counterparty", counterparty.name())
                .map(row -> Boolean.TRUE.equals(row.get("any", Boolean.class)))
                .one()
                .filter(Boolean::booleanValue)
                .flatMapMany(_ -> Flux.fromIterable(List.of(Book.THEIRS, Book.BANK)))
                .concatMap(book -> database.sql(BY_AMOUNT)
                        .bind("counterparty", counterparty.name())
                        .bind("book", book.code())
                        .fetch()
                        .rowsUpdated());
    }

    private Mono<Void> moveOn(Counterparty counterparty) {
        return database.sql(MOVE_ON).bind("counterparty", counterparty.name()).then();
    }
}
