package gateway.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.ledger.PostTransfers;
import gateway.ledger.TransferRefusal;
import gateway.ledger.TransferRefusal.Reason;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Journal;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was funded is posted once, and marked, whatever becomes of what stands before it. */
class PostFundingsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<UUID> marked = new ArrayList<>();
    private final List<UUID> posted = new ArrayList<>();
    private final Map<UUID, Reason> refused = new HashMap<>();
    private final List<Funding> waiting = new ArrayList<>();

    private final FundingStore store = new FundingStore() {

        @Override
        public Mono<Void> add(Funding funding, Instant at) {
            return Mono.fromRunnable(() -> waiting.add(funding));
        }

        @Override
        public Flux<Funding> unposted(int limit) {
            return Flux.fromIterable(List.copyOf(waiting)).filter(it -> !marked.contains(it.id()));
        }

        @Override
        public Mono<Void> posted(UUID id, Instant at) {
            return Mono.fromRunnable(() -> marked.add(id));
        }
    };

    private final Journal journal = this::commit;
    private final PostFundings post = new PostFundings(store, journal, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    private Mono<Decision> commit(Entry entry) {
        return Mono.fromSupplier(() -> {
            var act = ((PostTransfers.Direct) entry.parts().stream()
                            .filter(PostTransfers.class::isInstance)
                            .map(part -> ((PostTransfers) part).transfers().getFirst())
                            .findFirst()
                            .orElseThrow())
                    .reference();
            var reason = refused.get(act);
            if (reason != null) {
                return new Decision.Refused(new TransferRefusal(new TransferId(act), reason));
            }
            posted.add(act);
            refused.put(act, Reason.ID_ALREADY_USED);
            return Decision.COMMITTED;
        });
    }

    private UUID funded(int number) {
        var id = new UUID(0x0190_0000_0000_7000L + number, 0x8000_0000_0000_0500L);
        waiting.add(new Funding(id, "debk", new Money(100_00, Asset.USD), null));
        return id;
    }

    @Test
    void isPostedOnceAndMarked() {
        var one = funded(1);

        post.round().block(PATIENCE);
        post.round().block(PATIENCE);

        assertThat(posted).containsExactly(one);
        assertThat(marked).containsExactly(one);
    }

    /** The process died between the books and the mark. */
    @Test
    void whatTheBooksKnowIsOnlyMarked() {
        var one = funded(1);
        refused.put(one, Reason.ID_ALREADY_USED);

        post.round().block(PATIENCE);

        assertThat(posted).isEmpty();
        assertThat(marked).containsExactly(one);
    }

    @Test
    void whatTheBooksRefuseHoldsNoOtherUp() {
        refused.put(funded(1), Reason.INSUFFICIENT_FUNDS);
        var other = funded(2);

        assertThatThrownBy(() -> post.round().block(PATIENCE)).isInstanceOf(IllegalStateException.class);

        assertThat(posted).containsExactly(other);
        assertThat(marked).containsExactly(other);
    }
}
