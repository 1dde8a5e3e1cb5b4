package gateway.customers;

import gateway.customers.RegisterCustomer.AlreadyRegistered;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registers many customers with one statement. */
@Component
class CustomerWriter implements PartWriter<RegisterCustomer> {

    private static final int ORDER = 10;

    private static final String LOCK = """
            select phone, id
              from customers.customer
             where (shard, phone) in (select * from unnest(?::smallint[], ?::text[]))
             order by shard, phone
               for no key update
            """;

    private static final List<Read> READS = List.of(new Read("known_customers", "phone text, id uuid", LOCK));

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
    public List<Read> reads() {
        return READS;
    }

    @Override
    public Registrations open(List<RegisterCustomer> parts) {
        return new Registrations(parts);
    }

    private static Short shard(RegisterCustomer part) {
        return (short) part.customer().id().shard();
    }

    /** Who has which phone, and who is new in this batch. */
    static final class Registrations implements Batch<RegisterCustomer> {

        private final List<RegisterCustomer> parts;
        private final Map<String, CustomerId> byPhone = new HashMap<>();
        private final List<RegisterCustomer> accepted = new ArrayList<>();

        Registrations(List<RegisterCustomer> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(List.of(
                    parts.stream().map(CustomerWriter::shard).toArray(Short[]::new),
                    parts.stream().map(part -> part.customer().phone()).toArray(String[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            byPhone.put(
                    Objects.requireNonNull(row.get(0, String.class)),
                    new CustomerId(Objects.requireNonNull(row.get(1, UUID.class))));
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
