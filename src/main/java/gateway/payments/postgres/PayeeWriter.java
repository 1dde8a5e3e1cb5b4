package gateway.payments.postgres;

import static gateway.payments.postgres.PaymentWriter.array;

import gateway.payments.RememberPayee;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import io.r2dbc.spi.Connection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes whom customers have paid, once each. */
@Component
class PayeeWriter implements PartWriter<RememberPayee> {

    // Two nodes that remember the same payee at once meet at the primary key; the journal runs the second batch again.
    private static final String KNOWN = """
            select p.customer, p.payee
              from unnest($1::smallint[], $2::uuid[], $3::uuid[]) as wanted (shard, customer, payee)
             cross join lateral (select k.customer, k.payee
                                   from payments.payee k
                                  where k.shard = wanted.shard
                                    and k.customer = wanted.customer
                                    and k.payee = wanted.payee
                                  limit 1) p
            """;

    private static final String INSERT = """
            insert into payments.payee (shard, customer, payee)
            select * from unnest(?::smallint[], ?::uuid[], ?::uuid[])
            """;

    @Override
    public Class<RememberPayee> kind() {
        return RememberPayee.class;
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public Publisher<PayeeBatch> lock(Connection connection, List<RememberPayee> parts) {
        var batch = new PayeeBatch();
        return Flux.from(connection
                        .createStatement(KNOWN)
                        .bind("$1", array(parts, part -> (short) part.customer().shard(), Short[]::new))
                        .bind("$2", array(parts, part -> part.customer().value(), UUID[]::new))
                        .bind("$3", array(parts, RememberPayee::payee, UUID[]::new))
                        .execute())
                .concatMap(result -> result.map((row, _) -> batch.found(
                        PaymentRows.column(row, "customer", UUID.class), PaymentRows.column(row, "payee", UUID.class))))
                .then(Mono.just(batch));
    }

    /** The payees of one batch. */
    static final class PayeeBatch implements Batch<RememberPayee> {

        private final Set<Pair> known = new HashSet<>();
        private final Set<RememberPayee> fresh = new LinkedHashSet<>();

        private record Pair(UUID customer, UUID payee) {}

        boolean found(UUID customer, UUID payee) {
            return known.add(new Pair(customer, payee));
        }

        @Override
        public @Nullable Refusal check(RememberPayee part) {
            return null;
        }

        @Override
        public void apply(RememberPayee part) {
            if (!known.contains(new Pair(part.customer().value(), part.payee()))) {
                fresh.add(part);
            }
        }

        @Override
        public List<Rows> rows() {
            var all = List.copyOf(fresh);
            return List.of(new Rows(
                    all.size(),
                    List.of(
                            array(all, part -> (short) part.customer().shard(), Short[]::new),
                            array(all, part -> part.customer().value(), UUID[]::new),
                            array(all, RememberPayee::payee, UUID[]::new))));
        }
    }
}
