package gateway.platform.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.resilience.BackgroundWork;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells indexes over block ranges what the newest ranges hold. Whoever looks for old rows reads every range that is not
 * summed up yet. The server's own way is a queue of 256 ranges that is looked at once a minute, and at a thousand
 * payments a second it is full after seconds: the rest was lost, with a line in the server's log for each.
 */
@Component
class SummariseRanges {

    private static final Logger LOG = LoggerFactory.getLogger(SummariseRanges.class);

    // The last range is still being written.
    private static final String INDEXES = """
            select i.indexrelid::bigint as index, span,
                   (pg_relation_size(i.indrelid) / current_setting('block_size')::bigint / span - 1) * span as complete
              from pg_index i
              join pg_class c on c.oid = i.indexrelid
              join pg_am m on m.oid = c.relam
             cross join lateral (
                   select coalesce((select option_value::bigint
                                      from pg_options_to_table(c.reloptions)
                                     where option_name = 'pages_per_range'), 128) as span) spans
             where m.amname = 'brin' and i.indisvalid and pg_has_role(c.relowner, 'usage')
             order by i.indexrelid
            """;

    // It waits for no cleaning of the table; and one that waits for it longer than this would be given up for it.
    private static final String PATIENCE = "select set_config('lock_timeout', '50ms', true)";

    private static final String ALL = PATIENCE + ", brin_summarize_new_values(:index::oid::regclass)";

    private static final String SOME = PATIENCE + """
            , (select count(brin_summarize_range(:index::oid::regclass, block))
                 from generate_series(:done::bigint, :complete::bigint - 1, :span::bigint) block)
            """;

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final Map<Long, Long> done = new ConcurrentHashMap<>();

    SummariseRanges(DatabaseClient database) {
        this.database = database;
    }

    @Bean
    BackgroundWork summarisingRanges() {
        return BackgroundWork.every("Summing up block ranges", EVERY, () -> run().timeout(DEADLINE));
    }

    /**
     * A table and its index.
     *
     * @param span how many blocks a range has
     * @param complete the block at which the range begins that is written now; none is complete where it is not
     *     positive
     */
    private record Ranges(long index, long span, long complete) {

        static Ranges of(Readable row) {
            return new Ranges(
                    required(row, "index", Long.class),
                    required(row, "span", Long.class),
                    required(row, "complete", Long.class));
        }
    }

    /** One table after the other; those that somebody cleans come next time. */
    Mono<Void> run() {
        return database.sql(INDEXES)
                .map(Ranges::of)
                .all()
                .collectList()
                .flatMapIterable(all -> all)
                .filter(it -> done.getOrDefault(it.index(), -1L) != it.complete())
                .concatMap(this::sumUp)
                .then();
    }

    private Mono<Void> sumUp(Ranges it) {
        var before = done.get(it.index());
        // A table that became smaller has been emptied, and is looked at from its beginning.
        var work = before == null || before > it.complete()
                ? database.sql(ALL).bind("index", it.index())
                : database.sql(SOME)
                        .bind("index", it.index())
                        .bind("done", Math.max(0, before))
                        .bind("complete", it.complete())
                        .bind("span", it.span());
        return work.fetch()
                .all()
                .then()
                .doOnSuccess(_ -> done.put(it.index(), it.complete()))
                .onErrorResume(DataAccessException.class, fault -> {
                    LOG.debug("A table is cleaned at this moment: {}", fault.toString());
                    return Mono.empty();
                });
    }
}
