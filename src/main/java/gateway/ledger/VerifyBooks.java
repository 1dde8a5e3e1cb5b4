package gateway.ledger;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Proves that all books agree, on a live system, in one snapshot: nothing has to stand still for it. */
@Component
public class VerifyBooks {

    /** How many places a broken rule names. */
    private static final int EXAMPLES = 10;

    private final ConnectionFactory connections;
    private final List<BooksCheck> checks;

    VerifyBooks(ConnectionFactory connections, List<BooksCheck> checks) {
        this.connections = connections;
        this.checks = List.copyOf(checks);
    }

    /** @param findings one for each rule, kept or broken */
    public record Report(List<Finding> findings) {

        public boolean isClean() {
            return findings.stream().allMatch(Finding::isKept);
        }

        /** One line for each rule, and below a broken one its examples. */
        public String text() {
            return String.join("\n", findings.stream().map(Finding::text).toList());
        }
    }

    /** @param examples places that break the rule, at most ten; empty when it is kept */
    public record Finding(String rule, List<String> examples) {

        private static final String INDENT = "\n          ";

        public boolean isKept() {
            return examples.isEmpty();
        }

        String text() {
            return isKept() ? "ok      " + rule : "BROKEN  " + rule + INDENT + String.join(INDENT, examples);
        }
    }

    /** Emits once; a broken rule is a finding, not an error. */
    public Mono<Report> verify() {
        return Flux.fromIterable(checks)
                .concatMap(BooksCheck::beforehand)
                .collectList()
                .flatMap(prepared -> Mono.usingWhen(
                        connections.create(), connection -> verify(connection, prepared), Connection::close));
    }

    private static Mono<Report> verify(Connection connection, List<BooksCheck> checks) {
        // Of this transaction only: set beforehand, it would be the connection's, whoever uses it next.
        return Mono.from(connection.beginTransaction(IsolationLevel.REPEATABLE_READ))
                .thenMany(Flux.fromIterable(checks).concatMap(check -> finding(check, connection)))
                .collectList()
                .flatMap(findings -> Mono.from(connection.rollbackTransaction()).thenReturn(new Report(findings)));
    }

    private static Mono<Finding> finding(BooksCheck check, Connection snapshot) {
        return check.broken(snapshot).take(EXAMPLES).collectList().map(broken -> new Finding(check.rule(), broken));
    }
}
