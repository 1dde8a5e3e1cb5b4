package gateway.customers;

import static gateway.platform.postgres.Columns.required;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.shared.ids.MerchantId;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads merchants where they are kept, and remembers them for a moment: every payment asks. */
@Component
class PostgresMerchants implements Merchants {

    private static final String FIND = """
            select id, name, category
              from customers.merchant
             where shard = :shard
               and id = :id
               and state = 'open'
            """;

    private final DatabaseClient database;
    private final Cache<MerchantId, Merchant> lately;

    PostgresMerchants(DatabaseClient database, CustomerSettings settings) {
        this.database = database;
        this.lately = Caffeine.newBuilder()
                .maximumSize(settings.merchantsRemembered())
                .expireAfterWrite(settings.merchantsRememberedFor())
                .build();
    }

    @Override
    public Mono<Merchant> find(MerchantId id) {
        return Mono.defer(() -> {
            var known = lately.getIfPresent(id);
            return known == null ? read(id) : Mono.just(known);
        });
    }

    private Mono<Merchant> read(MerchantId id) {
        return database.sql(FIND)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .map(PostgresMerchants::merchant)
                .one()
                .doOnNext(merchant -> lately.put(id, merchant))
                .switchIfEmpty(Mono.error(() -> CustomerProblem.MERCHANT_NOT_FOUND.because("There is no " + id)));
    }

    private static Merchant merchant(Readable row) {
        return new Merchant(
                new MerchantId(required(row, "id", UUID.class)),
                required(row, "name", String.class),
                required(row, "category", String.class));
    }
}
