package gateway.customers.kyc;

import static gateway.platform.postgres.Columns.required;

import gateway.customers.Addresses;
import gateway.customers.PostalAddress;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps addresses sealed, each for its customer alone; the latest counts. */
@Component
class StoredAddresses implements Addresses {

    private static final String TELL = """
            insert into customers.address (shard, customer, sealed, told_by, told_at)
            values (:shard, :customer, :sealed, :by, :now)
                on conflict (shard, customer) do update
               set sealed = excluded.sealed, told_by = excluded.told_by, told_at = excluded.told_at
            """;

    private static final String FIND = """
            select sealed
              from customers.address
             where shard = :shard and customer = :customer
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DatabaseClient database;
    private final SealedTexts seals;
    private final Clock clock;

    StoredAddresses(DatabaseClient database, SealedTexts seals, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public Mono<Optional<PostalAddress>> of(CustomerId customer) {
        return of(customer, FIND)
                .map(row -> Optional.of(read(customer, required(row, "sealed", byte[].class))))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    private PostalAddress read(CustomerId customer, byte[] sealed) {
        return JSON.readValue(seals.openAddress(customer, sealed), PostalAddress.class);
    }

    /** @param by the customer, or a member of the staff */
    Mono<Void> tell(CustomerId customer, PostalAddress address, String by) {
        return Mono.defer(() -> of(customer, TELL)
                .bind("sealed", seals.address(customer, JSON.writeValueAsString(address)))
                .bind("by", by)
                .bind("now", clock.instant())
                .then());
    }

    private DatabaseClient.GenericExecuteSpec of(CustomerId customer, String sql) {
        return database.sql(sql).bind("shard", customer.shard()).bind("customer", customer.value());
    }
}
