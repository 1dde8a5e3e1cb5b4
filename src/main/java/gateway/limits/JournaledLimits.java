package gateway.limits;

import gateway.packs.InForce;
import gateway.platform.journal.Part;
import gateway.platform.postgres.Columns;
import gateway.shared.ids.PaymentId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Limits as parts of journal entries. */
@Component
class JournaledLimits implements Limits {

    private static final String TAKEN = """
            select at, payee, taken
              from limits.use
             where shard = :shard and id = :id
            """;

    private final InForce<LimitBook> book;
    private final DatabaseClient database;
    private final Clock clock;

    JournaledLimits(InForce<LimitBook> book, DatabaseClient database, Clock clock) {
        this.book = book;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Part> take(Use use) {
        var claims = book.get().claims(use);
        return claims.isEmpty() ? Optional.empty() : Optional.of(CountUse.take(use, claims));
    }

    @Override
    public Mono<Part> giveBack(PaymentId payment) {
        return book.get().isEmpty() ? Mono.empty() : taken(payment.shard(), payment.value());
    }

    private Mono<Part> taken(int shard, UUID id) {
        return database.sql(TAKEN)
                .bind("shard", shard)
                .bind("id", id)
                .map(row -> back(row, id))
                .one()
                .filter(part -> !part.back().isEmpty())
                .cast(Part.class);
    }

    // What no longer counts may have been removed.
    private CountUse back(Readable row, UUID id) {
        var now = clock.instant();
        List<Taken> taken = Taken.parse(Columns.required(row, "taken", String.class)).stream()
                .filter(it -> it.until().isAfter(now))
                .toList();
        return CountUse.giveBack(
                id, Columns.required(row, "at", Instant.class), Columns.required(row, "payee", UUID.class), taken);
    }
}
