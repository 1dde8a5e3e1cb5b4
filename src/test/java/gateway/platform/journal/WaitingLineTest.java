package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.Entry.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who waits, who goes first, and who is not let in. */
class WaitingLineTest {

    private static final long SECOND = 1_000_000_000L;

    private final WaitingLine line = new WaitingLine(new JournalSettings(
            1,
            2,
            Duration.ZERO,
            Duration.ofMillis(500),
            4,
            3,
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            8,
            Duration.ofDays(31),
            Duration.ofHours(1)));

    @Test
    void completionsGoFirstAndABatchHasItsLimit() {
        offer("new 1", Priority.NEW, 0);
        offer("new 2", Priority.NEW, 0);
        offer("completion", Priority.COMPLETION, 0);

        assertThat(texts(line.take())).containsExactly("completion", "new 1");
        assertThat(texts(line.take())).containsExactly("new 2");
        assertThat(line.take()).isEmpty();
        assertThat(line.size()).isZero();
    }

    @Test
    void admitsNobodyNewBehindSomebodyWhoHasWaitedTooLong() {
        assertThat(offer("first", Priority.NEW, 0)).isTrue();
        assertThat(offer("in time", Priority.NEW, SECOND / 2)).isTrue();
        assertThat(offer("too late", Priority.NEW, SECOND / 2 + 1)).isFalse();
        assertThat(offer("completion", Priority.COMPLETION, SECOND)).isTrue();
    }

    @Test
    void admitsNobodyNewWhoWouldWaitTooLong() {
        for (int i = 0; i < 100; i++) {
            line.learn(SECOND);
        }
        assertThat(offer("first batch", Priority.NEW, 0)).isTrue();
        assertThat(offer("first batch", Priority.NEW, 0)).isTrue();

        assertThat(offer("second batch", Priority.NEW, 0)).isFalse();
    }

    @Test
    void isBoundedInLengthToo() {
        for (int i = 0; i < 4; i++) {
            assertThat(offer("new", Priority.NEW, 0)).isTrue();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(offer("completion", Priority.COMPLETION, 0)).isTrue();
        }

        assertThat(offer("new", Priority.NEW, 0)).isFalse();
        assertThat(offer("completion", Priority.COMPLETION, 0)).isFalse();
    }

    @Test
    void letsOldCompletionsAndAllNewEntriesGo() {
        offer("old", Priority.COMPLETION, 1);
        offer("young", Priority.COMPLETION, 5);
        offer("new", Priority.NEW, 5);

        assertThat(texts(line.takeCompletionsBefore(5))).containsExactly("old");
        assertThat(texts(line.takeNew())).containsExactly("new");
        assertThat(texts(line.take())).containsExactly("young");
    }

    private boolean offer(String text, Priority priority, long at) {
        var entry = new Entry(0, priority, List.of(new Note(text)));
        var taken = new boolean[1];
        Mono.<Decision>create(caller -> taken[0] = line.offer(new Ticket(entry, caller, at), at))
                .subscribe();
        return taken[0];
    }

    private static List<String> texts(List<Ticket> tickets) {
        return tickets.stream()
                .map(ticket -> ((Note) ticket.entry().parts().getFirst()).text())
                .toList();
    }
}
