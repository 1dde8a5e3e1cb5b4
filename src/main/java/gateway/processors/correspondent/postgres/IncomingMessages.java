package gateway.processors.correspondent.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.processors.correspondent.HearsOfTransfers.Heard;
import gateway.processors.correspondent.message.WriteMessage;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What correspondents said, each message once. */
@Component
public class IncomingMessages {

    private static final String SENT = """
        select correspondent, body
          from correspondents.outgoing
         where uetr = :uetr and definition = '%s'
        """.formatted(WriteMessage.TRANSFER);

    // The turn makes the numbers of one transfer's messages grow in the order in which they become visible.
    private static final String ADD = """
        with turn as materialized (
            select pg_advisory_xact_lock(hashtextextended(:turn, 0))
        )
        insert into correspondents.incoming (correspondent, id, definition, uetr, digest, body, received_at, state,
                                             next_try_at, heard)
        select :correspondent, :id, :definition, :uetr, :digest, :body, :now, :state, :now, :heard
          from turn
            on conflict (correspondent, id) do nothing
        """;

    private static final String DIGEST = """
        select digest from correspondents.incoming where correspondent = :correspondent and id = :id
        """;

    private static final String TAKE = """
        with due as (
            select i.number
              from correspondents.incoming i
             where i.state = 'waiting' and i.next_try_at <= :now
               and not exists (select 1
                                 from correspondents.incoming e
                                where e.uetr = i.uetr and e.state = 'waiting' and e.number < i.number)
             order by i.number
             limit :limit
               for no key update of i skip locked
        )
        update correspondents.incoming i
           set next_try_at = :until, attempts = i.attempts + 1
          from due
         where i.number = due.number
        returning i.number, i.correspondent, i.id, i.definition, i.uetr, i.body, i.received_at, i.attempts
        """;

    private static final String TOLD = """
        update correspondents.incoming set state = 'told', heard = :heard where number = :number and state = 'waiting'
        """;

    private static final String LATER = """
        update correspondents.incoming set next_try_at = :next where number = :number and state = 'waiting'
        """;

    private static final String STATEMENT = """
        select number, correspondent, received_at, body
          from correspondents.incoming
         where uetr is null and correspondent = :correspondent and number > :number
         order by number
         limit 1
        """;

    private final CorrespondentDatabase own;

    IncomingMessages(CorrespondentDatabase own) {
        this.own = own;
    }

    /** What became of a message that came. */
    public enum Added {
        NEW,
        KNOWN,
        /** Another message came under the same id before. */
        CHANGED
    }

    /**
     * A message that can be read.
     *
     * @param uetr null for a statement
     * @param told whether somebody is to hear of it
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Fresh(
            String correspondent,
            String id,
            String definition,
            @Nullable UUID uetr,
            byte[] digest,
            byte[] body,
            boolean told) {}

    /** A message that somebody is to hear of. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Waiting(
            long number,
            String correspondent,
            String id,
            String definition,
            UUID uetr,
            byte[] body,
            Instant receivedAt,
            int attempts) {}

    /** A statement as it came. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Raw(long number, String correspondent, Instant receivedAt, byte[] body) {}

    /**
     * A transfer of ours.
     *
     * @param body the message as it was stored
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Sent(String correspondent, byte[] body) {}

    /** To whom the transfer was sent, and how; empty when it was not. */
    public Mono<Sent> sent(UUID uetr) {
        return own.client()
                .sql(SENT)
                .bind("uetr", uetr)
                .map(row -> new Sent(required(row, "correspondent", String.class), required(row, "body", byte[].class)))
                .one();
    }

    public Mono<Added> add(Fresh it, Instant now) {
        var statement = own.client()
                .sql(ADD)
                .bind("turn", it.uetr() == null ? it.correspondent() : it.uetr().toString())
                .bind("correspondent", it.correspondent())
                .bind("id", it.id())
                .bind("definition", it.definition())
                .bind("digest", it.digest())
                .bind("body", it.body())
                .bind("now", now)
                .bind("state", it.told() ? "waiting" : "kept");
        var about = it.uetr() == null ? statement.bindNull("uetr", UUID.class) : statement.bind("uetr", it.uetr());
        boolean strange = !it.told() && it.uetr() != null;
        return (strange ? about.bind("heard", Heard.NOT_OURS.name()) : about.bindNull("heard", String.class))
                .fetch()
                .rowsUpdated()
                .flatMap(added -> added == 1 ? Mono.just(Added.NEW) : compare(it));
    }

    private Mono<Added> compare(Fresh it) {
        return own.client()
                .sql(DIGEST)
                .bind("correspondent", it.correspondent())
                .bind("id", it.id())
                .map(row ->
                        Arrays.equals(required(row, "digest", byte[].class), it.digest()) ? Added.KNOWN : Added.CHANGED)
                .one();
    }

    /** Takes the first that waits of every transfer, and keeps other nodes away from it until then. */
    public Mono<List<Waiting>> take(Instant now, Instant until, int limit) {
        return own.client()
                .sql(TAKE)
                .bind("now", now)
                .bind("until", until)
                .bind("limit", limit)
                .map(IncomingMessages::waiting)
                .all()
                .collectList();
    }

    public Mono<Void> told(Waiting it, Heard heard) {
        return own.client()
                .sql(TOLD)
                .bind("heard", heard.name())
                .bind("number", it.number())
                .then();
    }

    public Mono<Void> later(Waiting it, Instant next) {
        return own.client()
                .sql(LATER)
                .bind("next", next)
                .bind("number", it.number())
                .then();
    }

    /** The first after that number; empty where there is none. */
    public Mono<Raw> statement(String correspondent, long after) {
        return own.client()
                .sql(STATEMENT)
                .bind("correspondent", correspondent)
                .bind("number", after)
                .map(row -> new Raw(
                        required(row, "number", Long.class),
                        required(row, "correspondent", String.class),
                        required(row, "received_at", Instant.class),
                        required(row, "body", byte[].class)))
                .one();
    }

    private static Waiting waiting(Readable row) {
        return new Waiting(
                required(row, "number", Long.class),
                required(row, "correspondent", String.class),
                required(row, "id", String.class),
                required(row, "definition", String.class),
                required(row, "uetr", UUID.class),
                required(row, "body", byte[].class),
                required(row, "received_at", Instant.class),
                required(row, "attempts", Integer.class));
    }
}
