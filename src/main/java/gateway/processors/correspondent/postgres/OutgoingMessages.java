package gateway.processors.correspondent.postgres;

import static gateway.platform.postgres.Columns.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is to be sent, and what became of it. */
@Component
public class OutgoingMessages {

    // A transfer's messages one after the other: nobody asks back what has not been sent.
    private static final String TAKE = """
        with due as (
            select o.id
              from correspondents.outgoing o
             where o.correspondent = :correspondent and o.state = 'waiting' and o.next_try_at <= :now
               and not exists (select 1
                                 from correspondents.outgoing e
                                where e.uetr = o.uetr and e.state = 'waiting' and e.number < o.number)
             order by o.next_try_at
             limit :limit
               for no key update of o skip locked
        )
        update correspondents.outgoing o
           set next_try_at = :until
          from due
         where o.id = due.id
        returning o.id, o.number, o.correspondent, o.uetr, o.definition, o.body, o.attempts
        """;

    private static final String SENT = """
        update correspondents.outgoing
           set state = 'sent', sent_at = :now, code = null
         where id = :id and state = 'waiting'
        """;

    private static final String STUCK = """
        update correspondents.outgoing set state = 'stuck', code = :code where id = :id and state = 'waiting'
        """;

    private static final String LATER = """
        update correspondents.outgoing
           set attempts = attempts + 1, next_try_at = :next, code = :code
         where id = :id and state = 'waiting'
        """;

    // Whoever sent the transfer hears of it as of everything else that the correspondent says.
    private static final String REFUSED = """
        with refused as (
            update correspondents.outgoing set state = 'refused', code = :code where id = :id and state = 'waiting'
            returning id, correspondent, uetr, definition
        )
        insert into correspondents.incoming (correspondent, id, definition, uetr, digest, body, received_at, state,
                                             next_try_at)
        select correspondent, 'refused-' || id, 'refused ' || definition, uetr, ''::bytea,
               convert_to(:code, 'UTF8'), :now, 'waiting', :now
          from refused
            on conflict do nothing
        """;

    private final CorrespondentDatabase own;

    OutgoingMessages(CorrespondentDatabase own) {
        this.own = own;
    }

    /**
     * @param number grows from message to message, with gaps
     * @param body the same bytes every time
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Outgoing(
            String id, long number, String correspondent, UUID uetr, String definition, byte[] body, int attempts) {}

    /** Takes what is due for a correspondent, and keeps other nodes away from it until then. */
    public Mono<List<Outgoing>> take(String correspondent, Instant now, Instant until, int limit) {
        return own.client()
                .sql(TAKE)
                .bind("correspondent", correspondent)
                .bind("now", now)
                .bind("until", until)
                .bind("limit", limit)
                .map(OutgoingMessages::outgoing)
                .all()
                .collectList();
    }

    public Mono<Void> sent(Outgoing it, Instant now) {
        return own.client().sql(SENT).bind("now", now).bind("id", it.id()).then();
    }

    /** A person has to look: neither taken nor refused, and nothing will change that. */
    public Mono<Void> stuck(Outgoing it, String code) {
        return own.client().sql(STUCK).bind("code", code).bind("id", it.id()).then();
    }

    public Mono<Void> refused(Outgoing it, String code, Instant now) {
        return own.client()
                .sql(REFUSED)
                .bind("code", code)
                .bind("now", now)
                .bind("id", it.id())
                .then();
    }

    public Mono<Void> later(Outgoing it, Instant next, String why) {
        return own.client()
                .sql(LATER)
                .bind("next", next)
                .bind("code", why)
                .bind("id", it.id())
                .then();
    }

    private static Outgoing outgoing(Readable row) {
        return new Outgoing(
                required(row, "id", String.class),
                required(row, "number", Long.class),
                required(row, "correspondent", String.class),
                required(row, "uetr", UUID.class),
                required(row, "definition", String.class),
                required(row, "body", byte[].class),
                required(row, "attempts", Integer.class));
    }
}
