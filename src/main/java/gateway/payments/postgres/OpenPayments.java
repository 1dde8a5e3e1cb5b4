package gateway.payments.postgres;

import gateway.platform.resilience.LastLook;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Shows what is unfinished: how many payments stand in each state that is not final, and how old the oldest is. The
 * gauges stay: one that was taken away and registered anew could be met twice by a scrape, which then fails. A node
 * that could not look shows no number, see {@link LastLook}.
 */
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

    private static final List<Kind> UNFINISHED = Stream.of(
                    "payment action_required",
                    "payment in_review",
                    "payment debiting",
                    "payment debit_unknown",
                    "payment awaiting_payer",
                    "payment withdrawing",
                    "payment crediting",
                    "payment credit_unknown",
                    "payment reversing",
                    "payment needs_operator",
                    "refund refunding",
                    "refund refund_unknown",
                    "refund needs_operator")
            .map(text -> text.split(" ", 2))
            .map(parts -> new Kind(parts[0], parts[1]))
            .toList();

    private final DatabaseClient database;
    private final MeterRegistry registry;
    private final Map<Kind, Shown> gauges = new ConcurrentHashMap<>();
    private final LastLook last = new LastLook();

    OpenPayments(DatabaseClient database, MeterRegistry registry) {
        this.database = database;
        this.registry = registry;
        UNFINISHED.forEach(this::gauge);
    }

    Mono<Void> look() {
        return last.watch(database.sql(OPEN)
                .map(row -> new Open(
                        new Kind(
                                PaymentRows.column(row, "kind", String.class),
                                PaymentRows.column(row, "status", String.class)),
                        PaymentRows.column(row, "number", Long.class),
                        PaymentRows.column(row, "age", java.math.BigDecimal.class)
                                .longValue()))
                .all()
                .collectList()
                .map(this::show));
    }

    private boolean show(List<Open> found) {
        found.forEach(open -> gauge(open.kind()));
        gauges.forEach((kind, shown) -> shown.show(found.stream()
                .filter(open -> open.kind().equals(kind))
                .findFirst()
                .orElse(new Open(kind, 0, 0))));
        return true;
    }

    private void gauge(Kind kind) {
        gauges.computeIfAbsent(
                kind,
                it -> new Shown(
                        gauge(it, "oqim_payments_open", "Payments and refunds that are not final"),
                        gauge(it, "oqim_payments_open_oldest_seconds", "Age of the oldest one that is not final")));
    }

    private AtomicLong gauge(Kind kind, String name, String description) {
        var value = new AtomicLong();
        Gauge.builder(name, value, it -> last.shown(it.get()))
                .description(description)
                .tag("kind", kind.kind())
                .tag("status", kind.status())
                .register(registry);
        return value;
    }

    private record Kind(String kind, String status) {}

    private record Open(Kind kind, long number, long age) {}

    private record Shown(AtomicLong number, AtomicLong age) {

        void show(Open open) {
            number.set(open.number());
            age.set(open.age());
        }
    }
}
