package gateway.operators.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.cards.Scheme;
import gateway.operators.TopUpCode;
import gateway.operators.TopUpCodes;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the codes of cards. */
@Component
class PostgresTopUpCodes implements TopUpCodes {

    private static final String FIND = """
            select owner, card, scheme
              from operators.top_up_code
             where shard = :shard and code = :code
            """;

    private static final String OF = "select code from operators.top_up_code where card = :card";

    private static final String NUMBER = "select nextval('operators.top_up_code_number') as number";

    private static final String INSERT = """
            insert into operators.top_up_code (shard, code, owner, card, scheme, made_at)
            values (:shard, :code, :owner, :card, :scheme, :at)
                on conflict (card) do nothing
            """;

    private final DatabaseClient database;
    private final Clock clock;

    PostgresTopUpCodes(OperatorDatabase database, Clock clock) {
        this.database = database.client();
        this.clock = clock;
    }

    @Override
    public Mono<Optional<Named>> find(TopUpCode code) {
        return database.sql(FIND)
                .bind("shard", (short) code.shard())
                .bind("code", code.text())
                .map(PostgresTopUpCodes::named)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Mono<TopUpCode> of(Named card) {
        return known(card).switchIfEmpty(Mono.defer(() -> make(card)));
    }

    private Mono<TopUpCode> known(Named card) {
        return database.sql(OF)
                .bind("card", card.card().value())
                .map(row -> new TopUpCode(required(row, "code", String.class)))
                .one();
    }

    // Of two who make one at once, both hear the one that stands.
    private Mono<TopUpCode> make(Named card) {
        return database.sql(NUMBER)
                .map(row -> TopUpCode.of(required(row, "number", Long.class)))
                .one()
                .flatMap(code -> insert(card, code))
                .then(Mono.defer(() -> known(card)));
    }

    private Mono<Long> insert(Named card, TopUpCode code) {
        return database.sql(INSERT)
                .bind("shard", (short) code.shard())
                .bind("code", code.text())
                .bind("owner", card.owner().value())
                .bind("card", card.card().value())
                .bind("scheme", card.scheme().rail())
                .bind("at", clock.instant())
                .fetch()
                .rowsUpdated();
    }

    private static Named named(Readable row) {
        return new Named(
                new CustomerId(required(row, "owner", UUID.class)),
                new CardId(required(row, "card", UUID.class)),
                Scheme.of(required(row, "scheme", String.class)).orElseThrow());
    }
}
