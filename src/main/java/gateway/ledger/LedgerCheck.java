package gateway.ledger;

import io.r2dbc.spi.Connection;
import reactor.core.publisher.Flux;

/** A rule that one statement can check: each of its rows is a place that breaks it, in words. */
record LedgerCheck(String rule, String sql) implements BooksCheck {

    @Override
    public Flux<String> broken(Connection snapshot) {
        return BooksCheck.lines(snapshot, sql);
    }
}
