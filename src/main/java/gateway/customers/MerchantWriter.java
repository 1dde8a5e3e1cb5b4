package gateway.customers;

import gateway.customers.RegisterMerchant.MerchantExists;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.Refusal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes many merchants known with one statement. */
@Component
class MerchantWriter implements PartWriter<RegisterMerchant> {

    private static final int ORDER = 11;

    private static final String LOCK = """
            select id
              from customers.merchant
             where (shard, id) in (select * from unnest(?::smallint[], ?::uuid[]))
             order by shard, id
               for no key update
            """;

    private static final List<Read> READS = List.of(new Read("known_merchants", "id uuid", LOCK));

    private static final String WRITE = """
            insert into customers.merchant (shard, id, name, category, state, created_at)
            select shard, id, name, category, 'open', created_at
              from unnest(?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
                   as fresh (shard, id, name, category, created_at)
            """;

    @Override
    public Class<RegisterMerchant> kind() {
        return RegisterMerchant.class;
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
    public Registrations open(List<RegisterMerchant> parts) {
        return new Registrations(parts);
    }

    private static Short shard(RegisterMerchant part) {
        return (short) part.merchant().id().shard();
    }

    private static UUID id(RegisterMerchant part) {
        return part.merchant().id().value();
    }

    /** Which ids are taken, and which are new in this batch. */
    static final class Registrations implements Batch<RegisterMerchant> {

        private final List<RegisterMerchant> parts;
        private final Set<UUID> taken = new HashSet<>();
        private final List<RegisterMerchant> accepted = new ArrayList<>();

        Registrations(List<RegisterMerchant> parts) {
            this.parts = parts;
        }

        @Override
        public List<List<Object>> asks() {
            return List.of(List.of(
                    parts.stream().map(MerchantWriter::shard).toArray(Short[]::new),
                    parts.stream().map(MerchantWriter::id).toArray(UUID[]::new)));
        }

        @Override
        public void found(int read, FoundRow row) {
            taken.add(Objects.requireNonNull(row.get(0, UUID.class)));
        }

        @Override
        public @Nullable Refusal check(RegisterMerchant part) {
            return taken.contains(id(part)) ? new MerchantExists() : null;
        }

        @Override
        public void apply(RegisterMerchant part) {
            taken.add(id(part));
            accepted.add(part);
        }

        @Override
        public List<Rows> rows() {
            return List.of(new Rows(
                    accepted.size(),
                    List.of(
                            accepted.stream().map(MerchantWriter::shard).toArray(Short[]::new),
                            accepted.stream().map(MerchantWriter::id).toArray(UUID[]::new),
                            accepted.stream().map(it -> it.merchant().name()).toArray(String[]::new),
                            accepted.stream()
                                    .map(it -> it.merchant().category())
                                    .toArray(String[]::new),
                            accepted.stream()
                                    .map(it -> it.at().atOffset(ZoneOffset.UTC))
                                    .toArray(OffsetDateTime[]::new))));
        }
    }
}
