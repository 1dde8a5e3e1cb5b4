package gateway.customers;

import static gateway.platform.postgres.Columns.required;

import gateway.customers.RegisterMerchant.MerchantExists;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.Refusal;
import io.r2dbc.spi.Connection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes many merchants known with one statement. */
@Component
class MerchantWriter implements PartWriter<RegisterMerchant> {

    private static final int ORDER = 11;

    private static final String LOCK = """
            select id
              from customers.merchant
             where (shard, id) in (select * from unnest($1::smallint[], $2::uuid[]))
             order by shard, id
               for no key update
            """;

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
    public Mono<Registrations> lock(Connection connection, List<RegisterMerchant> parts) {
        var statement = connection
                .createStatement(LOCK)
                .bind("$1", parts.stream().map(MerchantWriter::shard).toArray(Short[]::new))
                .bind("$2", parts.stream().map(MerchantWriter::id).toArray(UUID[]::new));
        return Flux.from(statement.execute())
                .concatMap(result -> result.map((row, metadata) -> required(row, "id", UUID.class)))
                .collectList()
                .map(Registrations::new);
    }

    private static Short shard(RegisterMerchant part) {
        return (short) part.merchant().id().shard();
    }

    private static UUID id(RegisterMerchant part) {
        return part.merchant().id().value();
    }

    /** Which ids are taken, and which are new in this batch. */
    static final class Registrations implements Batch<RegisterMerchant> {

        private final Set<UUID> taken;
        private final List<RegisterMerchant> accepted = new ArrayList<>();

        Registrations(List<UUID> taken) {
            this.taken = new HashSet<>(taken);
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
