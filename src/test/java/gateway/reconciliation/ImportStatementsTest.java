package gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.platform.iso20022.AccountStatement;
import gateway.processors.correspondent.KeptStatements;
import gateway.processors.correspondent.KeptStatements.Legible;
import gateway.processors.correspondent.KeptStatements.Unreadable;
import gateway.shared.money.Asset;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Statements that come, and those that do not. */
class ImportStatementsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, Long> reached = new ConcurrentHashMap<>();
    private final KeptCursor cursor = new KeptCursor() {

        @Override
        public Mono<Long> last(String correspondent) {
            return Mono.just(reached.getOrDefault(correspondent, 0L));
        }

        @Override
        public Mono<Void> reached(String correspondent, long number) {
            return Mono.fromRunnable(() -> reached.put(correspondent, number));
        }
    };

    @Test
    void oneCorrespondentDoesNotWaitForAnother() {
        KeptStatements kept = (correspondent, number) -> correspondent.equals("debk")
                ? Mono.error(new IllegalStateException("the database is away"))
                : number < 7 ? Mono.just(ofAnAccountThatNobodyHas(correspondent, 7)) : Mono.empty();

        assertThatThrownBy(statements(kept).round()::block).hasMessageContaining("the database is away");

        assertThat(reached).isEqualTo(Map.of("usbk", 7L));
    }

    @Test
    void oneThatCannotBeReadHoldsUpNoOther() {
        KeptStatements kept = (correspondent, number) -> switch ((int) number) {
            case 0 -> Mono.just(ofAnAccountThatNobodyHas(correspondent, 3));
            case 3 -> Mono.just(new Unreadable(5, correspondent, "an amount of ten decimals"));
            case 5 -> Mono.just(ofAnAccountThatNobodyHas(correspondent, 8));
            default -> Mono.empty();
        };

        statements(kept).round().block();

        assertThat(reached).isEqualTo(Map.of("debk", 8L, "usbk", 8L));
        assertThat(meters.get("oqim_reconciliation_statements_unreadable")
                        .tag("correspondent", "debk")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void oneIsTakenAtATime() {
        var taken = new ArrayList<Long>();
        KeptStatements kept = (correspondent, number) -> Mono.fromSupplier(() -> {
            // Whatever was taken before is done with.
            assertThat(reached.getOrDefault(correspondent, 0L)).isEqualTo(number);
            taken.add(number);
            return ofAnAccountThatNobodyHas(correspondent, number + 1);
        });

        statements(kept).round().block();

        assertThat(taken).hasSize(2 * 20);
    }

    // No file is imported here.
    @SuppressWarnings("NullAway")
    private ImportStatements statements(KeptStatements kept) {
        return new ImportStatements(kept, cursor, SamplePack.counterparties(), null, meters);
    }

    private static KeptStatements.Kept ofAnAccountThatNobodyHas(String correspondent, long number) {
        var statement = new AccountStatement(
                "M1", "S1", "NOSTRO-USD-999", Asset.USD, LocalDate.of(2026, 3, 2), 0, 0, List.of());
        return new Legible(number, correspondent, Instant.EPOCH, statement, new byte[0]);
    }
}
