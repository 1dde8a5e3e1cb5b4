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

    private static final String INSERT = """
            insert into crossborder.beneficiary (shard, id, version, owner, details, changed_at)
            values (:shard, :id, 1, :owner, :details, :at)
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

    PostgresBeneficiaryStore(DatabaseClient database) {
        this.database = database;
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

    @Override
    public Mono<Boolean> write(Beneficiary it) {
        var statement =
                it.version() == 1 ? database.sql(INSERT) : database.sql(UPDATE).bind("version", it.version());
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
