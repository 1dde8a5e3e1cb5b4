package gateway.customers.kyc;

import static gateway.platform.postgres.Columns.required;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.customers.Pinfl;
import gateway.customers.RememberedIdentities;
import gateway.platform.resilience.SharedTrips;
import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
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

/** Reads identities where they are kept, unseals their numbers, and remembers some with the stamps of their rows. */
@Component
class StoredIdentities implements Identities, RememberedIdentities {

    private static final String FIND = """
            select found.*
              from unnest(:shards::smallint[], :customers::uuid[]) asked(shard, customer)
             cross join lateral (
                   select i.*, i.xmin::text::bigint as stamp, array(select encode(d.number_sealed, 'hex')
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

    private static final int MOST_WAITING = 512;
    private static final int TRIPS = 2;
    private static final Duration PAUSE = Duration.ofMillis(4);
    private static final int TOGETHER = 128;
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int MOST_REMEMBERED = 20_000;

    private final DatabaseClient database;
    private final SealedTexts seals;
    private final SharedTrips<CustomerId, Remembered> finds =
            new SharedTrips<>(MOST_WAITING, TRIPS, TOGETHER, PAUSE, this::find);
    private final Cache<CustomerId, Remembered> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    StoredIdentities(DatabaseClient database, SealedTexts seals) {
        this.database = database;
        this.seals = seals;
    }

    @Override
    public Mono<Optional<Identity>> find(CustomerId customer) {
        return finds.ask(customer).map(Remembered::identity);
    }

    @Override
    public Mono<Remembered> remembered(CustomerId customer) {
        return Mono.defer(() -> {
            var known = remembered.getIfPresent(customer);
            return known == null ? finds.ask(customer).doOnNext(this::remember) : Mono.just(known);
        });
    }

    private void remember(Remembered found) {
        remembered.put(found.customer(), found);
    }

    @Override
    public void forget(Collection<CustomerId> customers) {
        remembered.invalidateAll(customers);
    }

    private Mono<List<Remembered>> find(List<CustomerId> customers) {
        var asked = customers.stream().distinct().toList();
        return database.sql(FIND)
                .bind("shards", asked.stream().map(it -> (short) it.shard()).toArray(Short[]::new))
                .bind("customers", asked.stream().map(CustomerId::value).toArray(UUID[]::new))
                .map(this::stamped)
                .all()
                .collectMap(Remembered::customer)
                .timeout(DEADLINE, Mono.error(() -> new QueryTimeoutException("Nobody said in time who it is")))
                .map(found -> customers.stream()
                        .map(it -> found.getOrDefault(it, new Remembered(it, Optional.empty(), Remembered.NOBODY)))
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

    private Remembered stamped(Readable row) {
        var identity = identity(row);
        return new Remembered(identity.customer(), Optional.of(identity), required(row, "stamp", Long.class));
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
