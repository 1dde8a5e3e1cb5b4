package gateway.audit.trail;

import static gateway.platform.postgres.Columns.required;

import gateway.audit.AuditDatabase;
import gateway.audit.note.Checkpoint;
import gateway.audit.note.SignedNote;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The checkpoints that were signed, in PostgreSQL. */
@Component
public class Checkpoints {

    private static final String LATEST = """
            select at, note from audit.checkpoint order by size desc limit 1
            """;

    private static final String FIRST_AFTER = """
            select at, note from audit.checkpoint where size > :size order by size limit 1
            """;

    private static final String ADD = """
            insert into audit.checkpoint (size, at, note) values (:size, :at, :note)
            """;

    private final AuditDatabase own;

    private final Map<Refuser, Counter> refusals = new EnumMap<>(Refuser.class);

    Checkpoints(AuditDatabase own, MeterRegistry registry) {
        this.own = own;
        for (var by : Refuser.values()) {
            refusals.put(
                    by,
                    Counter.builder("oqim_audit_refused")
                            .description(
                                    "Checkpoints that do not go on from what was signed, or from what a witness has")
                            .tag("by", by.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /** Who finds that the trail does not go on from what it was. */
    public enum Refuser {
        SIGNER,
        WITNESS
    }

    /** @param at when it was signed, by the clock of the node that did */
    public record Signed(Checkpoint checkpoint, SignedNote note, Instant at) {

        public static Signed of(SignedNote note, Instant at) {
            return new Signed(Checkpoint.of(note), note, at);
        }

        private static Signed row(Readable row) {
            return of(SignedNote.parse(required(row, "note", String.class)), required(row, "at", Instant.class));
        }
    }

    /** Counts that the trail does not go on from what it was. */
    public void refused(Refuser by) {
        Objects.requireNonNull(refusals.get(by)).increment();
    }

    /** Of the largest size; empty before the first. */
    public Mono<Signed> latest() {
        return own.client().sql(LATEST).map(Signed::row).one();
    }

    /** The first one that is longer; empty when none is. */
    public Mono<Signed> firstAfter(long size) {
        return own.client().sql(FIRST_AFTER).bind("size", size).map(Signed::row).one();
    }

    Mono<Signed> add(Signed signed) {
        return own.client()
                .sql(ADD)
                .bind("size", signed.checkpoint().size())
                .bind("at", signed.at())
                .bind("note", signed.note().written())
                .then()
                .thenReturn(signed);
    }
}
