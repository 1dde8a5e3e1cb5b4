package gateway.ledger;

import io.r2dbc.spi.Connection;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One rule that the books keep at every moment. Any module may add its own as a component. */
public interface BooksCheck {

    /** The rule as a sentence, such as "Debits equal credits in every asset". */
    String rule();

    /**
     * Emits a line for each place that breaks the rule; {@link VerifyBooks} stops reading early. Reads only, and only
     * through the given connection: it sees all checks' data as of one moment.
     */
    Flux<String> broken(Connection snapshot);

    /** The same check with what it has to know from elsewhere, as it is before the snapshot is taken. */
    default Mono<BooksCheck> beforehand() {
        return Mono.just(this);
    }

    /** Each row of the statement is a place that breaks the rule, in words. */
    static Flux<String> lines(Connection snapshot, String sql) {
        return Flux.from(snapshot.createStatement(sql).execute())
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, String.class))));
    }
}
