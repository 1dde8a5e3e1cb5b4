package gateway.processors;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.SettableLimit;
import gateway.processors.Gate.Entry;
import gateway.processors.Gate.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class GateTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final List<Entry> entries = new ArrayList<>();

    @AfterEach
    void stop() {
        time.dispose();
    }

    @Test
    void letsInUpToTheLimitAndThenInTurn() {
        var gate = gate(1, 2);
        var first = enter(gate);
        enter(gate);
        assertThat(entries).containsExactly(Entry.ADMITTED);

        gate.leave(first);

        assertThat(entries).containsExactly(Entry.ADMITTED, Entry.ADMITTED);
        assertThat(gate.inFlight()).isEqualTo(1);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void turnsAwayWhoDoesNotFitInTheQueue() {
        var gate = gate(1, 1);
        enter(gate);
        enter(gate);
        enter(gate);

        assertThat(entries).containsExactly(Entry.ADMITTED, Entry.FULL);
        assertThat(gate.waiting()).isEqualTo(1);
    }

    @Test
    void turnsAwayWhoWaitedTooLong() {
        var gate = gate(1, 1);
        enter(gate);
        enter(gate);

        time.advanceTimeBy(Duration.ofMillis(99));
        assertThat(entries).containsExactly(Entry.ADMITTED);
        time.advanceTimeBy(Duration.ofMillis(2));
        assertThat(entries).containsExactly(Entry.ADMITTED, Entry.TOO_LATE);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void aCancelledWaiterLeavesNoTrace() {
        var gate = gate(1, 2);
        var first = enter(gate);
        gate.enter(new Ticket()).subscribe(entries::add).dispose();

        assertThat(gate.waiting()).isZero();
        gate.leave(first);
        assertThat(gate.inFlight()).isZero();
    }

    @Test
    void aTicketIsGivenBackOnce() {
        var gate = gate(2, 0);
        var ticket = enter(gate);
        enter(gate);

        gate.leave(ticket, 0, 1, false);
        gate.leave(ticket);

        assertThat(gate.inFlight()).isEqualTo(1);
    }

    @Test
    void aTicketGivenBackBeforeItsTurnTakesNoSlot() {
        var gate = gate(1, 2);
        var first = enter(gate);
        var second = enter(gate);
        gate.leave(second);

        gate.leave(first);

        assertThat(gate.inFlight()).isZero();
        assertThat(entries).containsExactly(Entry.ADMITTED);
    }

    @Test
    void aLongQueueThatIsDoneAtOnceNeedsNoLongStack() {
        var gate = gate(1, 50_000);
        var first = enter(gate);
        for (int i = 0; i < 50_000; i++) {
            var ticket = new Ticket();
            gate.enter(ticket).subscribe(entry -> finish(gate, ticket, entry));
        }

        gate.leave(first);

        assertThat(entries).hasSize(50_001).containsOnly(Entry.ADMITTED);
        assertThat(gate.inFlight()).isZero();
    }

    @Test
    void aLimitThatGrowsIsFeltAtTheNextExit() {
        var limit = SettableLimit.startingAt(1);
        var gate = new Gate(limit, 5, Duration.ofMillis(100), time);
        var first = enter(gate);
        enter(gate);
        enter(gate);
        limit.setLimit(3);

        gate.leave(first);

        assertThat(gate.inFlight()).isEqualTo(2);
    }

    private void finish(Gate gate, Ticket ticket, Entry entry) {
        entries.add(entry);
        gate.leave(ticket);
    }

    private Gate gate(int limit, int queue) {
        return new Gate(FixedLimit.of(limit), queue, Duration.ofMillis(100), time);
    }

    private Ticket enter(Gate gate) {
        var ticket = new Ticket();
        gate.enter(ticket).subscribe(entries::add);
        return ticket;
    }
}
