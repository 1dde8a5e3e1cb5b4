package gateway.limits;

import gateway.limits.Meter.Reading;
import gateway.packs.InForce;
import gateway.platform.journal.Part;
import gateway.platform.postgres.Columns;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
    private final ReadMeters meters;
    private final DatabaseClient database;
    private final Clock clock;

    JournaledLimits(InForce<LimitBook> book, ReadMeters meters, DatabaseClient database, Clock clock) {
        this.book = book;
        this.meters = meters;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean goByTier() {
        return book.get().goesByTier();
    }

    @Override
    public Optional<Part> take(Use use, List<Metered> metered) {
        var claims = book.get().claims(use);
        return claims.isEmpty() && metered.isEmpty()
                ? Optional.empty()
                : Optional.of(CountUse.take(use, claims, metered));
    }

    @Override
    public Mono<List<Reading>> read(CustomerId customer, List<Meter> asked) {
        return asked.isEmpty() ? Mono.just(List.of()) : meters.read(customer, asked);
    }

    @Override
    public Mono<Part> giveBack(PaymentId payment) {
        return giveBack(payment, UnaryOperator.identity());
    }

    @Override
    public Mono<Part> giveBackRefunded(PaymentId payment, Money refunded) {
        return giveBack(payment, all -> Metered.returned(all, refunded.minor()));
    }

    private Mono<Part> giveBack(PaymentId payment, UnaryOperator<List<Taken>> which) {
        return database.sql(TAKEN)
                .bind("shard", payment.shard())
                .bind("id", payment.value())
                .map(row -> back(row, payment.value(), which))
                .one()
                .filter(part -> !part.back().isEmpty())
                .cast(Part.class);
    }

    // What no longer counts may have been removed.
    private CountUse back(Readable row, UUID id, UnaryOperator<List<Taken>> which) {
        var now = clock.instant();
        List<Taken> taken = which.apply(Taken.parse(Columns.required(row, "taken", String.class))).stream()
                .filter(it -> it.until().isAfter(now))
                .toList();
        return CountUse.giveBack(
                id, Columns.required(row, "at", Instant.class), Columns.required(row, "payee", UUID.class), taken);
    }
}
