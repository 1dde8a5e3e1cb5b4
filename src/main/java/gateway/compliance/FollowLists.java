package gateway.compliance;

import gateway.compliance.lists.AcceptedList;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Looks at the folder of lists, with what was accepted before, and records what is accepted now. */
final class FollowLists {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(1);

    private final ListsInForce lists;
    private final AcceptedLists accepted;

    FollowLists(ListsInForce lists, AcceptedLists accepted) {
        this.lists = lists;
        this.accepted = accepted;
    }

    /** A node that cannot compare does not screen at all, so it asks again soon. */
    Mono<Void> follow() {
        return look().retryWhen(Retry.fixedDelay(Long.MAX_VALUE, UNTIL_KNOWN).filter(_ -> !lists.isKnown()));
    }

    Mono<Void> look() {
        return accepted.all()
                .timeout(DEADLINE)
                .flatMap(known -> Mono.fromCallable(() -> lists.look(known))
                        // Reading a file blocks, and arranging twenty thousand names takes a while.
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(this::record));
    }

    private Mono<Void> record(List<AcceptedList> fresh) {
        return Flux.fromIterable(fresh)
                .concatMap(
                        it -> accepted.accept(it).timeout(DEADLINE).then(Mono.fromRunnable(() -> lists.isRecorded(it))))
                .then();
    }
}
