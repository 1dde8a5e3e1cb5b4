package gateway.customers.kyc;

import static gateway.platform.postgres.Columns.required;

import gateway.customers.CustomerProblem;
import gateway.customers.Identity;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps what customers show, and every word about it. */
@Component
class KycStore {

    // Locks the identity, so that one customer's documents come one after the other.
    private static final String SAVE_IDENTITY = """
            insert into customers.identity as it
                   (shard, customer, version, full_name, born, country, pinfl_sealed, pinfl_index, to_screen,
                    changed_at)
            values (:shard, :customer, 1, :name, :born, :country, :sealed, :index, true, :now)
            on conflict (shard, customer) do update
               set version = it.version
                       + case when (it.full_name, it.born, it.country, it.pinfl_index)
                                   is distinct from
                                   (excluded.full_name, excluded.born, excluded.country, excluded.pinfl_index)
                              then 1 else 0 end,
                   full_name = excluded.full_name,
                   born = excluded.born,
                   country = excluded.country,
                   pinfl_sealed = excluded.pinfl_sealed,
                   pinfl_index = excluded.pinfl_index,
                   to_screen = true,
                   changed_at = excluded.changed_at
            """;

    // What was once found valid is not made valid for longer by its holder.
    private static final String SAVE_DOCUMENT = """
            insert into customers.document as it
                   (shard, customer, id, kind, issuer, number_sealed, number_index, masked, expires_on, added_at)
            values (:shard, :customer, :id, :kind, :issuer, :sealed, :index, :masked, :expires, :now)
            on conflict (shard, customer, number_index) do update
               set issuer = excluded.issuer,
                   expires_on = excluded.expires_on
             where not exists (
                   select 1
                     from customers.verification v
                    where v.shard = it.shard and v.customer = it.customer and v.document = it.id and v.holds)
            """;

    private static final String FIND_DOCUMENT = """
            select id, (select count(*) from customers.document d where d.shard = :shard and d.customer = :customer) n
              from customers.document
             where shard = :shard and customer = :customer and number_index = :index
            """;

    private static final String DOCUMENTS = """
            select id, kind, masked, issuer, expires_on
              from customers.document
             where shard = :shard and customer = :customer
             order by added_at, id
            """;

    // What one of the staff doubts stays in doubt, whatever the registry says and whoever the customer says they are,
    // until the staff say otherwise.
    private static final String PROOFS = """
            select distinct on (fact, document) fact, document, holds, until, made_by, reason
              from (select v.*,
                           not holds and made_by <> :registry as doubt,
                           max(seq) filter (where holds and made_by <> :registry)
                               over (partition by fact, document) as settled
                      from customers.verification v
                     where shard = :shard and customer = :customer) word
             where case when doubt then seq > coalesce(settled, 0) else identity_version = :version end
             order by fact, document, doubt desc, seq desc
            """;

    // A word about an identity that has changed meanwhile is a word about nobody.
    private static final String PROVE = """
            insert into customers.verification
                   (shard, customer, identity_version, fact, document, holds, until, made_by, reason, at, act, evidence)
            select shard, customer, version, :fact, :document, :holds, :until, :by, :reason, :now, :act, :evidence
              from customers.identity
             where shard = :shard and customer = :customer and version = :version
            """;

    // What the customer shows waits until the word about what they have shown is there.
    private static final String LOCK = """
            select version
              from customers.identity
             where shard = :shard and customer = :customer
               for update
            """;

    private static final String HOLD = """
            insert into customers.pinfl_holder (shard, pinfl_index, customer)
            values (:shard, :index, :customer)
            on conflict do nothing
            """;

    private static final String HOLDER = """
            select customer
              from customers.pinfl_holder
             where shard = :shard and pinfl_index = :index
            """;

    private static final int MOST_DOCUMENTS = 20;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final SealedTexts seals;
    private final StoredIdentities identities;
    private final TimeOrderedIds ids;
    private final Clock clock;

    KycStore(
            DatabaseClient database,
            TransactionalOperator transaction,
            SealedTexts seals,
            StoredIdentities identities,
            TimeOrderedIds ids,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.seals = seals;
        this.identities = identities;
        this.ids = ids;
        this.clock = clock;
    }

    /** Emits the document's id. The same again changes nothing. Errors with DOCUMENTS_TOO_MANY. */
    Mono<UUID> save(CustomerId customer, Submission shown) {
        return Mono.defer(() -> saveIdentity(customer, shown)
                .then(saveDocument(customer, shown))
                .then(findDocument(customer, shown))
                .as(transaction::transactional)
                .doOnNext(_ -> identities.forget(List.of(customer))));
    }

    Mono<KycState> read(CustomerId customer) {
        return Mono.defer(() -> {
            var now = clock.instant();
            return identities.find(customer).flatMap(found -> state(found, now));
        });
    }

    private Mono<KycState> state(Optional<Identity> found, Instant now) {
        return found.map(identity -> read(identity, now))
                .orElseGet(() -> Mono.just(new KycState(null, List.of(), List.of(), now)));
    }

    /** Until the transaction ends the customer shows nothing else. */
    Mono<Void> lock(CustomerId customer) {
        return of(customer, LOCK).then();
    }

    /** Appends a word about this version of the identity. Changes nothing when there is another one by now. */
    Mono<Void> prove(Identity identity, Proof proof) {
        return prove(identity, proof, null);
    }

    /** @param basis null where one alone may say so */
    Mono<Void> prove(Identity identity, Proof proof, VerifyCustomer.@Nullable Basis basis) {
        return of(identity.customer(), PROVE)
                .bind("version", identity.version())
                .bind("fact", proof.fact().code())
                .bind("document", nullable(UUID.class, proof.document()))
                .bind("holds", proof.holds())
                .bind("until", nullable(LocalDate.class, proof.until()))
                .bind("by", proof.by())
                .bind("reason", proof.reason())
                .bind("now", clock.instant())
                .bind("act", nullable(UUID.class, basis == null ? null : basis.act()))
                .bind("evidence", nullable(String.class, basis == null ? null : basis.evidence()))
                .then();
    }

    /** Emits whether this customer has the number, for good; the first who proves that it is theirs has it. */
    Mono<Boolean> hold(CustomerId customer, String pinfl) {
        var index = seals.pinflIndex(pinfl);
        return database.sql(HOLD)
                .bind("shard", Math.floorMod(index[0], TimeOrderedIds.SHARDS))
                .bind("index", index)
                .bind("customer", customer.value())
                .then()
                .then(mayHold(customer, pinfl));
    }

    /** Emits whether the number is this customer's or nobody's yet. */
    Mono<Boolean> mayHold(CustomerId customer, String pinfl) {
        var index = seals.pinflIndex(pinfl);
        return database.sql(HOLDER)
                .bind("shard", Math.floorMod(index[0], TimeOrderedIds.SHARDS))
                .bind("index", index)
                .map(row -> required(row, "customer", UUID.class))
                .one()
                .map(customer.value()::equals)
                .defaultIfEmpty(true);
    }

    private Mono<Void> saveIdentity(CustomerId customer, Submission shown) {
        return of(customer, SAVE_IDENTITY)
                .bind("name", shown.fullName())
                .bind("born", shown.born())
                .bind("country", nullable(String.class, shown.country()))
                .bind("sealed", seals.pinfl(customer, shown.pinfl().digits()))
                .bind("index", seals.pinflIndex(shown.pinfl().digits()))
                .bind("now", clock.instant())
                .then();
    }

    private Mono<Void> saveDocument(CustomerId customer, Submission shown) {
        return of(customer, SAVE_DOCUMENT)
                .bind("id", ids.next(customer.shard()))
                .bind("kind", shown.kind().code())
                .bind("issuer", shown.issuer())
                .bind("sealed", seals.document(customer, shown.number()))
                .bind("index", seals.documentIndex(shown.kind(), shown.number()))
                .bind("masked", shown.masked())
                .bind("expires", shown.expires())
                .bind("now", clock.instant())
                .then();
    }

    private Mono<UUID> findDocument(CustomerId customer, Submission shown) {
        return of(customer, FIND_DOCUMENT)
                .bind("index", seals.documentIndex(shown.kind(), shown.number()))
                .map(KycStore::unlessTooMany)
                .one();
    }

    private static UUID unlessTooMany(Readable row) {
        if (required(row, "n", Long.class) > MOST_DOCUMENTS) {
            throw CustomerProblem.DOCUMENTS_TOO_MANY.because("A customer can have " + MOST_DOCUMENTS);
        }
        return required(row, "id", UUID.class);
    }

    private Mono<KycState> read(Identity identity, Instant now) {
        var documents =
                of(identity.customer(), DOCUMENTS).map(KycStore::document).all();
        var proofs = of(identity.customer(), PROOFS)
                .bind("version", identity.version())
                .bind("registry", Proof.REGISTRY)
                .map(KycStore::proof)
                .all();
        return documents
                .collectList()
                .zipWith(
                        Flux.defer(() -> proofs).collectList(),
                        (shown, proven) -> new KycState(identity, shown, proven, now));
    }

    private DatabaseClient.GenericExecuteSpec of(CustomerId customer, String sql) {
        return database.sql(sql).bind("shard", customer.shard()).bind("customer", customer.value());
    }

    private static Document document(Readable row) {
        var kind = required(row, "kind", String.class);
        return new Document(
                required(row, "id", UUID.class),
                DocumentKind.find(kind).orElseThrow(() -> new IllegalStateException("Kind of document: " + kind)),
                required(row, "masked", String.class),
                required(row, "issuer", String.class),
                required(row, "expires_on", LocalDate.class));
    }

    private static Proof proof(Readable row) {
        var fact = required(row, "fact", String.class);
        return new Proof(
                Fact.find(fact).orElseThrow(() -> new IllegalStateException("Fact: " + fact)),
                row.get("document", UUID.class),
                required(row, "holds", Boolean.class),
                row.get("until", LocalDate.class),
                required(row, "made_by", String.class),
                required(row, "reason", String.class));
    }

    private static <T> Parameter nullable(Class<T> type, @Nullable T value) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }
}
