package gateway.payments.decisions;

import gateway.platform.postgres.Columns;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads why payments were allowed or refused. */
@Component
public class ReadDecisions {

    private static final int MOST = 100;

    private static final String COLUMNS = """
            select d.about, d.subject, d.payment, d.step, d.customer, d.at, d.outcome, d.judgements
              from payments.decision d
            """;

    private static final String OF_PAYMENT =
            COLUMNS + " where d.shard = :shard and d.payment = :payment order by d.step";

    private static final String REFUSED_TO = COLUMNS + """
             where d.customer = :customer and d.outcome = 'refused'
             order by d.at desc
             limit :most
            """;

    private static final String ABOUT = COLUMNS + """
             where d.subject = :subject
             order by d.at desc, d.step desc
             limit :most
            """;

    // Of payments that waited the first decision asked the limits; the second asked nothing but the code. What
    // operators and partners announce moves when they say so, and that is a decision too.
    private static final String SINCE = """
            select d.about, d.subject, d.payment, d.step, d.customer, d.at, d.outcome, d.judgements,
                   d.outcome <> 'refused'
                   and case d.about
                       when 'payment' then p.status not in ('declined', 'reversed', 'cancelled', 'withdrawing')
                       when 'card-use' then true
                       else exists (select 1 from payments.decision e
                                     where e.shard = d.shard and e.payment = d.payment
                                       and e.step > 1 and e.outcome = 'allowed')
                       end as moved
              from payments.decision d
              left join payments.payment p on p.shard = d.shard and p.id = d.payment
             where d.at >= :since
             order by d.at, d.payment
            """;

    private final DatabaseClient database;

    public ReadDecisions(DatabaseClient database) {
        this.database = database;
    }

    /** In the order in which they were made; a payment that was refused is in it too, though there is no payment. */
    public Flux<RecordDecision> of(PaymentId payment) {
        return database.sql(OF_PAYMENT)
                .bind("shard", payment.shard())
                .bind("payment", payment.value())
                .map(ReadDecisions::decision)
                .all();
    }

    /** The latest hundred. */
    public Flux<RecordDecision> refusedTo(CustomerId customer) {
        return database.sql(REFUSED_TO)
                .bind("customer", customer.value())
                .bind("most", MOST)
                .map(ReadDecisions::decision)
                .all();
    }

    /** The latest hundred about what is no payment, latest first. */
    public Flux<RecordDecision> about(About it) {
        return it.subject() == null
                ? Flux.empty()
                : database.sql(ABOUT)
                        .bind("subject", it.subject())
                        .bind("most", MOST)
                        .map(ReadDecisions::decision)
                        .all();
    }

    /** @param moved whether money moved, or may have; of a card's use, whether it was approved */
    public record Decided(RecordDecision decision, boolean moved) {}

    /** Every yes and no since then, in their order; reads the whole table, so not beside payments. */
    public Flux<Decided> since(Instant since) {
        return database.sql(SINCE)
                .bind("since", since)
                .map(row -> new Decided(decision(row), Boolean.TRUE.equals(row.get("moved", Boolean.class))))
                .all();
    }

    private static RecordDecision decision(Readable row) {
        return new RecordDecision(
                new About(About.Kind.of(Columns.required(row, "about", String.class)), row.get("subject", UUID.class)),
                new PaymentId(Columns.required(row, "payment", UUID.class)),
                new CustomerId(Columns.required(row, "customer", UUID.class)),
                Columns.required(row, "step", Short.class),
                Outcome.of(Columns.required(row, "outcome", String.class)).orElseThrow(),
                Columns.required(row, "at", Instant.class),
                DecisionText.read(Columns.required(row, "judgements", String.class)));
    }
}
