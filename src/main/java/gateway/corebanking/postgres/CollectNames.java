package gateway.corebanking.postgres;

import static gateway.platform.journal.Columns.column;
import static gateway.platform.postgres.Columns.required;

import gateway.payments.RailNames;
import gateway.payments.RailNames.RailName;
import gateway.platform.journal.WriteHorizon;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps under which names rails know payments and refunds of which something was announced: also of those that moved
 * nothing, whose names a rail's statement may have all the same.
 */
@Component
class CollectNames {

    // Who was away for long reads in steps that memory bears.
    private static final String STEP = """
            select least(:horizon, (select o.created_at
                                      from platform.outbox o, corebanking.reader r
                                     where r.id = 1 and o.created_at >= r.read_until and o.created_at < :horizon
                                     order by o.created_at
                                    offset 20000 limit 1)) as horizon
            """;

    private static final String TOLD = """
            select distinct o.subject
              from platform.outbox o, corebanking.reader r
             where r.id = 1 and o.created_at >= r.read_until and o.created_at < :horizon
            """;

    private static final String ADD = """
            insert into corebanking.leg (rail, identity, reference)
            select * from unnest(:rails::text[], :identities::text[], :references::uuid[]) u
                on conflict (rail, identity) do nothing
            """;

    private static final String READ = """
            update corebanking.reader set read_until = :horizon where id = 1 and read_until < :horizon
            """;

    private final DatabaseClient database;
    private final RailNames names;
    private final WriteHorizon outbox = new WriteHorizon("platform.outbox");

    CollectNames(DatabaseClient database, RailNames names) {
        this.database = database;
        this.names = names;
    }

    /** Of what can be seen to have been announced. In the transaction of whoever holds the reader's row. */
    Mono<Void> run() {
        return outbox.moment(database)
                .flatMap(this::step)
                .flatMap(until -> told(until)
                        .flatMap(told -> names.of(told).collectList())
                        .flatMap(all -> add(all).then(read(until))))
                .then();
    }

    private Mono<Instant> step(Instant horizon) {
        return database.sql(STEP)
                .bind("horizon", horizon)
                .map(row -> required(row, "horizon", Instant.class))
                .one();
    }

    private Mono<List<UUID>> told(Instant until) {
        return database.sql(TOLD)
                .bind("horizon", until)
                .map(row -> required(row, "subject", UUID.class))
                .all()
                .collectList();
    }

    private Mono<Void> add(List<RailName> all) {
        return all.isEmpty()
                ? Mono.empty()
                : database.sql(ADD)
                        .bind("rails", column(all, RailName::rail, String[]::new))
                        .bind("identities", column(all, RailName::identity, String[]::new))
                        .bind("references", column(all, RailName::subject, UUID[]::new))
                        .then();
    }

    private Mono<Long> read(Instant until) {
        return database.sql(READ).bind("horizon", until).fetch().rowsUpdated();
    }
}
