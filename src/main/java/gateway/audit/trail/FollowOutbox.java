package gateway.audit.trail;

import static gateway.platform.postgres.Columns.required;

import gateway.audit.AuditDatabase;
import gateway.audit.tree.Frontier;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Subtree;
import gateway.platform.journal.OutboxReader;
import gateway.platform.journal.OutboxReader.Bookmark;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Puts every event of the outbox into the trail, once and in order, and nothing into a payment's own entry. Only hashes
 * leave the database: 32 bytes for each event.
 */
@Component
public class FollowOutbox {

    private static final String LOCK = """
            select read_until from audit.place where id = 1 for update skip locked
            """;

    private static final String MOVE = """
            update audit.place set read_until = :until where id = 1
            """;

    private static final String TOLD = """
            select count(*) as told,
                   coalesce(string_agg(e.leaf, ''::bytea order by %s), '') as hashes,
                   (select size from audit.place where id = 1) as size,
                   (select frontier from audit.place where id = 1) as frontier
              from (select o.created_at, o.shard, o.subject, o.version, %s as leaf
                      from platform.outbox o
                     where o.created_at >= :from and o.created_at < :until) e
            """.formatted(RecordedEvent.ORDER, RecordedEvent.LEAF);

    private static final String ADD = """
            with place as (
                update audit.place set size = :size, frontier = :frontier where id = 1
            ), piece as (
                insert into audit.piece (first, size, until, hashes) values (:first, :told, :until, :hashes)
            )
            insert into audit.node (level, index, hash)
            select k.level, k.index, substr(:nodes, 32 * (k.place::int - 1) + 1, 32)
              from unnest(:levels::smallint[], :indexes::bigint[]) with ordinality k (level, index, place)
            """;

    private final OutboxReader reader;

    FollowOutbox(AuditDatabase own, TrailSettings settings) {
        this.reader = new OutboxReader(own, new Bookmark(LOCK, MOVE), settings.slice(), FollowOutbox::collect);
    }

    /** Piece by piece until nothing is left that can be read already. */
    public Mono<Void> run() {
        return reader.run();
    }

    /** Events that are new, and what they are added to. */
    private record Told(int count, List<Hash> hashes, Frontier before) {

        static Told of(Readable row) {
            return new Told(
                    required(row, "told", Long.class).intValue(),
                    Hash.split(required(row, "hashes", byte[].class)),
                    Frontier.of(required(row, "size", Long.class), required(row, "frontier", byte[].class)));
        }
    }

    private static Mono<Long> collect(DatabaseClient client, Instant from, Instant until) {
        return client.sql(TOLD)
                .bind("from", from)
                .bind("until", until)
                .map(Told::of)
                .one()
                .filter(told -> told.count() > 0)
                .flatMap(told -> add(client, told, until))
                .defaultIfEmpty(0L);
    }

    private static Mono<Long> add(DatabaseClient client, Told told, Instant until) {
        var kept = new ArrayList<Subtree>();
        var nodes = new ArrayList<Hash>();
        var after = told.before().with(told.hashes(), (subtree, hash) -> {
            if (subtree.isKept()) {
                kept.add(subtree);
                nodes.add(hash);
            }
        });
        return client.sql(ADD)
                .bind("size", after.size())
                .bind("frontier", after.bytes())
                .bind("first", told.before().size())
                .bind("told", told.count())
                .bind("until", until)
                .bind("hashes", Hash.join(told.hashes()))
                .bind("levels", kept.stream().map(it -> (short) it.level()).toArray(Short[]::new))
                .bind("indexes", kept.stream().map(Subtree::index).toArray(Long[]::new))
                .bind("nodes", Hash.join(nodes))
                .fetch()
                .rowsUpdated()
                .thenReturn((long) told.count());
    }
}
