package gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.platform.iso20022.AccountStatement;
import gateway.processors.correspondent.KeptStatements;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Statements that come, and those that do not. */
class ImportStatementsTest {

    private final Map<String, Long> reached = new ConcurrentHashMap<>();
    private final KeptCursor cursor = new KeptCursor() {

        @Override
        public Mono<Long> last(String correspondent) {
            return Mono.just(0L);
        }

        @Override
        public Mono<Void> reached(String correspondent, long number) {
            return Mono.fromRunnable(() -> reached.put(correspondent, number));
        }
    };

    @Test
    void oneCorrespondentDoesNotWaitForAnother() {
        KeptStatements kept = (correspondent, _, _) -> correspondent.equals("debk")
                ? Flux.error(new IllegalStateException("cannot be read"))
                : Flux.just(ofAnAccountThatNobodyHas(correspondent));

        assertThatThrownBy(statements(kept).round()::block).hasMessageContaining("cannot be read");

        assertThat(reached).isEqualTo(Map.of("usbk", 7L));
    }

    // No file is imported here.
    @SuppressWarnings("NullAway")
    private ImportStatements statements(KeptStatements kept) {
        return new ImportStatements(kept, cursor, SamplePack.counterparties(), null);
    }

    private static KeptStatements.Kept ofAnAccountThatNobodyHas(String correspondent) {
        var statement = new AccountStatement(
                "M1", "S1", "NOSTRO-USD-999", Asset.USD, LocalDate.of(2026, 3, 2), 0, 0, List.of());
        return new KeptStatements.Kept(7, correspondent, Instant.EPOCH, statement, new byte[0]);
    }
}
