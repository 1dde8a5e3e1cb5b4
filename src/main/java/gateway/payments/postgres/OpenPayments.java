package gateway.payments.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows what is unfinished: how many payments stand in each state that is not final, and how old the oldest is. */
@Component
class OpenPayments {

    // Two small partial indexes for each: what is due for a node, and what waits for a person.
    private static final String OPEN = """
            select kind, status, count(*) as number, extract(epoch from now() - min(opened_at)) as age
              from (select 'payment' as kind, status, opened_at from payments.payment where next_check_at is not null
                    union all
                    select 'payment', status, opened_at from payments.payment where status = 'needs_operator'
                    union all
                    select 'refund', status, opened_at from payments.refund where next_check_at is not null
                    union all
                    select 'refund', status, opened_at from payments.refund where status = 'needs_operator') open
             group by kind, status
            """;

    private final DatabaseClient database;
    private final MultiGauge numbers;
    private final MultiGauge ages;

    OpenPayments(DatabaseClient database, MeterRegistry registry) {
        this.database = database;
        this.numbers = MultiGauge.builder("oqim_payments_open")
                .description("Payments and refunds that are not final")
                .register(registry);
        this.ages = MultiGauge.builder("oqim_payments_open_oldest_seconds")
                .description("Age of the oldest payment or refund that is not final")
                .register(registry);
    }

    Mono<Void> look() {
        return database.sql(OPEN)
                .map(row -> new Open(
                        PaymentRows.column(row, "kind", String.class),
                        PaymentRows.column(row, "status", String.class),
                        PaymentRows.column(row, "number", Long.class),
                        PaymentRows.column(row, "age", java.math.BigDecimal.class)
                                .longValue()))
                .all()
                .collectList()
                .flatMap(open -> Mono.fromRunnable(() -> show(open)));
    }

    private void show(List<Open> open) {
        numbers.register(rows(open, Open::number), true);
        ages.register(rows(open, Open::age), true);
    }

    private static List<Row<?>> rows(List<Open> open, java.util.function.Function<Open, Long> value) {
        return open.stream()
                .<Row<?>>map(one -> Row.of(Tags.of("kind", one.kind(), "status", one.status()), value.apply(one)))
                .toList();
    }

    private record Open(String kind, String status, long number, long age) {}
}
