package gateway.customers;

import static gateway.platform.postgres.Columns.required;

import gateway.customers.RegisterCustomer.AlreadyRegistered;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Registers many customers with one statement. */
@Component
class CustomerWriter implements PartWriter<RegisterCustomer> {

    private static final int ORDER = 10;

    private static final String LOCK = """
            select phone, id
              from customers.customer
             where (shard, phone) in (select * from unnest($1::smallint[], $2::text[]))
             order by shard, phone
               for no key update
            """;

    private static final String WRITE = """
            insert into customers.customer (shard, id, phone, language, created_at)
            select *
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
            """;

    @Override
    public Class<RegisterCustomer> kind() {
        return RegisterCustomer.class;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public List<String> writes() {
        return List.of(WRITE);
    }

    @Override
    public Mono<Registrations> lock(Connection connection, List<RegisterCustomer> parts) {
        var statement = connection
                .createStatement(LOCK)
                .bind("$1", parts.stream().map(CustomerWriter::shard).toArray(Short[]::new))
                .bind("$2", parts.stream().map(part -> part.customer().phone()).toArray(String[]::new));
        return Flux.from(statement.execute())
                .concatMap(result -> result.map((row, metadata) -> Map.entry(
                        required(row, "phone", String.class), new CustomerId(required(row, "id", UUID.class)))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(Registrations::new);
    }

    private static Short shard(RegisterCustomer part) {
        return (short) part.customer().id().shard();
    }

    /** Who has which phone, and who is new in this batch. */
    static final class Registrations implements Batch<RegisterCustomer> {

        private final Map<String, CustomerId> byPhone;
        private final List<RegisterCustomer> accepted = new ArrayList<>();

        Registrations(Map<String, CustomerId> byPhone) {
            this.byPhone = new HashMap<>(byPhone);
        }

        @Override
        public @Nullable Refusal check(RegisterCustomer part) {
            var owner = byPhone.get(part.customer().phone());
            return owner == null ? null : new AlreadyRegistered(owner);
        }

        @Override
        public void apply(RegisterCustomer part) {
            byPhone.put(part.customer().phone(), part.customer().id());
            accepted.add(part);
        }

        @Override
        public List<Rows> rows() {
            var customers = accepted.stream().map(RegisterCustomer::customer).toList();
            return List.of(new Rows(
                    accepted.size(),
                    List.of(
                            accepted.stream().map(CustomerWriter::shard).toArray(Short[]::new),
                            customers.stream().map(it -> it.id().value()).toArray(UUID[]::new),
                            customers.stream().map(Customer::phone).toArray(String[]::new),
                            customers.stream().map(Customer::language).toArray(String[]::new),
                            accepted.stream()
                                    .map(RegisterCustomer::at)
                                    .map(CustomerWriter::utc)
                                    .toArray(OffsetDateTime[]::new))));
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
