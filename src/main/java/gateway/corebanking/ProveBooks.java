package gateway.corebanking;

import gateway.corebanking.Statements.Imported;
import gateway.corebanking.statement.CamtStatement;
import gateway.corebanking.statement.CsvStatement;
import gateway.corebanking.statement.Statement;
import gateway.corebanking.statement.StatementRefused;
import gateway.corebanking.tieout.TieOut;
import gateway.platform.crypto.Sha256;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Imports statements, and proves for a day that ledger, core banking system and rails agree. */
@Component
public class ProveBooks {

    private static final int NOTHING_KNOWN = 1_000_000;

    private final Statements statements;
    private final CompareDay compareDay;
    private final Clock clock;
    private final AtomicInteger accuracy = new AtomicInteger(NOTHING_KNOWN);
    private final AtomicLong breaks = new AtomicLong();

    ProveBooks(Statements statements, CompareDay compareDay, MeterRegistry meters, Clock clock) {
        this.statements = statements;
        this.compareDay = compareDay;
        this.clock = clock;
        Gauge.builder("oqim_corebanking_accuracy", accuracy, it -> it.get() / (double) NOTHING_KNOWN)
                .description("Share of movements on which all books agreed at the last tie-out")
                .register(meters);
        Gauge.builder("oqim_corebanking_breaks", breaks, AtomicLong::get)
                .description("Disagreements of the last tie-out")
                .register(meters);
    }

    /** What was imported. */
    public record Import(Statement statement, boolean known) {}

    /**
     * Errors with STATEMENT_REFUSED, naming line and reason, or STATEMENT_CHANGED.
     *
     * @param xml whether it is camt.053; otherwise CSV
     */
    public Mono<Import> add(byte[] file, boolean xml, String by) {
        return Mono.fromCallable(() -> read(file, xml))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(statement -> statements
                        .add(statement, Sha256.of(file), by, clock.instant())
                        .map(imported -> told(statement, imported)));
    }

    private static Statement read(byte[] file, boolean xml) {
        try {
            return xml ? CamtStatement.read(file) : CsvStatement.read(file);
        } catch (StatementRefused refused) {
            throw CoreBankingProblem.STATEMENT_REFUSED.because(String.valueOf(refused.getMessage()));
        }
    }

    private static Import told(Statement statement, Imported imported) {
        if (imported == Imported.CHANGED) {
            throw CoreBankingProblem.STATEMENT_CHANGED.because("It is another file; nothing was changed");
        }
        return new Import(statement, imported == Imported.KNOWN);
    }

    public Mono<TieOut> tieOut(LocalDate day) {
        return compareDay.compare(day).doOnNext(this::show);
    }

    private void show(TieOut it) {
        accuracy.set(it.accuracy());
        breaks.set(it.found());
    }
}
