package gateway.crossborder.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.crossborder.Beneficiary;
import gateway.crossborder.BeneficiaryStore;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps beneficiaries in schema {@code crossborder}. */
@Component
class PostgresBeneficiaryStore implements BeneficiaryStore {

    private static final String FIND = """
            select id, version, owner, details, changed_at
              from crossborder.beneficiary
             where shard = :shard and id = :id and owner = :owner and not removed
            """;

    private static final String LIST = """
            select id, version, owner, details, changed_at
              from crossborder.beneficiary
             where shard = :shard and owner = :owner and not removed
             order by id
             limit :limit
            """;

    // Those of one customer come one after the other, so that none is beyond their number.
    private static final String QUEUE = """
            select pg_advisory_xact_lock(hashtextextended('crossborder.beneficiary ' || :owner, 0))
            """;

    private static final String INSERT = """
            insert into crossborder.beneficiary (shard, id, version, owner, details, changed_at)
            select :shard, :id, 1, :owner, :details, :at
             where (select count(*)
                      from crossborder.beneficiary
                     where shard = :shard and owner = :owner and not removed) < :most
                on conflict do nothing
            """;

    private static final String UPDATE = """
            update crossborder.beneficiary
               set version = :version, details = :details, changed_at = :at
             where shard = :shard and id = :id and owner = :owner and version = :version - 1 and not removed
            """;

    private static final String REMOVE = """
            update crossborder.beneficiary
               set removed = true
             where shard = :shard and id = :id and owner = :owner and not removed
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    PostgresBeneficiaryStore(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public Mono<Beneficiary> find(CustomerId owner, BeneficiaryId id) {
        return database.sql(FIND)
                .bind("shard", owner.shard())
                .bind("id", id.value())
                .bind("owner", owner.value())
                .map(PostgresBeneficiaryStore::beneficiary)
                .one();
    }

    @Override
    public Flux<Beneficiary> list(CustomerId owner, int limit) {
        return database.sql(LIST)
                .bind("shard", owner.shard())
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map(PostgresBeneficiaryStore::beneficiary)
                .all();
    }

    // The lock first: what is counted is what there is once it is held.
    @Override
    public Mono<Boolean> add(Beneficiary it, int most) {
        return database.sql(QUEUE)
                .bind("owner", it.owner().value().toString())
                .fetch()
                .rowsUpdated()
                .then(Mono.defer(() -> written(database.sql(INSERT).bind("most", most), it)))
                .as(transaction::transactional);
    }

    @Override
    public Mono<Boolean> replace(Beneficiary it) {
        return written(database.sql(UPDATE).bind("version", it.version()), it);
    }

    private static Mono<Boolean> written(DatabaseClient.GenericExecuteSpec statement, Beneficiary it) {
        return statement
                .bind("shard", it.owner().shard())
                .bind("id", it.id().value())
                .bind("owner", it.owner().value())
                .bind("details", QuoteRow.details(it.details()))
                .bind("at", it.changedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    @Override
    public Mono<Boolean> remove(CustomerId owner, BeneficiaryId id) {
        return database.sql(REMOVE)
                .bind("shard", owner.shard())
                .bind("id", id.value())
                .bind("owner", owner.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Beneficiary beneficiary(Readable row) {
        return new Beneficiary(
                new BeneficiaryId(required(row, "id", UUID.class)),
                required(row, "version", Integer.class),
                new CustomerId(required(row, "owner", UUID.class)),
                QuoteRow.details(required(row, "details", String.class)),
                required(row, "changed_at", Instant.class));
    }
}
