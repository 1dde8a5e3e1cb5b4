package gateway.customers.kyc;

import static gateway.platform.postgres.Columns.required;

import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.customers.Pinfl;
import gateway.platform.resilience.SharedTrips;
import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads identities where they are kept, and unseals their numbers. */
@Component
class StoredIdentities implements Identities {

    private static final String FIND = """
            select found.*
              from unnest(:shards::smallint[], :customers::uuid[]) asked(shard, customer)
             cross join lateral (
                   select i.*, array(select encode(d.number_sealed, 'hex')
                                       from customers.document d
                                      where d.shard = i.shard and d.customer = i.customer
                                      order by d.id) as numbers
                     from customers.identity i
                    where i.shard = asked.shard and i.customer = asked.customer
                    limit 1) found
            """;

    private static final String PAGE = """
            select i.*, array(select encode(d.number_sealed, 'hex')
                                from customers.document d
                               where d.shard = i.shard and d.customer = i.customer
                               order by d.id) as numbers
              from customers.identity i
             where i.shard = :shard and i.customer > :after
             order by i.customer
             limit :size
            """;

    private static final String UNSEEN = """
            select i.*, array(select encode(d.number_sealed, 'hex')
                                from customers.document d
                               where d.shard = i.shard and d.customer = i.customer
                               order by d.id) as numbers
              from customers.identity i
             where i.to_screen
             order by i.shard, i.customer
             limit :size
            """;

    // A document that was added meanwhile has changed the moment, though not the version.
    private static final String SEEN = """
            update customers.identity i
               set to_screen = false
             where shard = :shard and customer = :customer and version = :version
               and (select count(*) from customers.document d where d.shard = i.shard and d.customer = i.customer)
                   = :documents
            """;

    private static final UUID FIRST = new UUID(0, 0);

    // Each payment asks, so that whatever a customer has changed holds for the next payment at once.
    private static final int MOST_WAITING = 512;
    private static final int TRIPS = 2;
    private static final Duration PAUSE = Duration.ofMillis(4);
    private static final int TOGETHER = 128;
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private final SealedTexts seals;
    private final SharedTrips<CustomerId, Optional<Identity>> finds =
            new SharedTrips<>(MOST_WAITING, TRIPS, TOGETHER, PAUSE, this::find);

    StoredIdentities(DatabaseClient database, SealedTexts seals) {
        this.database = database;
        this.seals = seals;
    }

    @Override
    public Mono<Optional<Identity>> find(CustomerId customer) {
        return finds.ask(customer);
    }

    private Mono<List<Optional<Identity>>> find(List<CustomerId> customers) {
        var asked = customers.stream().distinct().toList();
        return database.sql(FIND)
                .bind("shards", asked.stream().map(it -> (short) it.shard()).toArray(Short[]::new))
                .bind("customers", asked.stream().map(CustomerId::value).toArray(UUID[]::new))
                .map(this::identity)
                .all()
                .collectMap(Identity::customer)
                .timeout(DEADLINE, Mono.error(() -> new QueryTimeoutException("Nobody said in time who it is")))
                .map(found -> customers.stream()
                        .map(it -> Optional.ofNullable(found.get(it)))
                        .toList());
    }

    @Override
    public Flux<Identity> page(int shard, @Nullable CustomerId after, int size) {
        return database.sql(PAGE)
                .bind("shard", shard)
                .bind("after", after == null ? FIRST : after.value())
                .bind("size", size)
                .map(this::identity)
                .all();
    }

    @Override
    public Flux<Identity> unseen(int size) {
        return database.sql(UNSEEN).bind("size", size).map(this::identity).all();
    }

    @Override
    public Mono<Void> seen(Identity identity) {
        return database.sql(SEEN)
                .bind("shard", identity.customer().shard())
                .bind("customer", identity.customer().value())
                .bind("version", identity.version())
                .bind("documents", (long) identity.documents().size())
                .then();
    }

    private Identity identity(Readable row) {
        var customer = new CustomerId(required(row, "customer", UUID.class));
        return new Identity(
                customer,
                required(row, "version", Long.class),
                required(row, "full_name", String.class),
                required(row, "born", LocalDate.class),
                row.get("country", String.class),
                new Pinfl(seals.openPinfl(customer, required(row, "pinfl_sealed", byte[].class))),
                documents(customer, required(row, "numbers", String[].class)));
    }

    private List<String> documents(CustomerId customer, String[] sealed) {
        return Arrays.stream(sealed)
                .map(each -> seals.openDocument(customer, HexFormat.of().parseHex(each)))
                .toList();
    }
}
