package gateway.platform.journal;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether new entries can be written: closed, without its database, or far behind, a node should get no payments. */
@Component("journalHealthIndicator")
final class JournalHealth implements ReactiveHealthIndicator {

    private final GroupCommitJournal journal;

    JournalHealth(GroupCommitJournal journal) {
        this.journal = journal;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(this::look);
    }

    private Health look() {
        var complaint = journal.complaint();
        var waiting = journal.oldestWait();
        var health = complaint == null ? Health.up() : Health.down().withDetail("why", complaint);
        return health.withDetail("oldestWaitMs", waiting.toMillis()).build();
    }

    /** The wait beyond which a node counts as behind; new entries are refused well before. */
    static final Duration BEHIND = Duration.ofSeconds(5);
}
