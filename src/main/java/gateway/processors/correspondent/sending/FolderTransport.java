package gateway.processors.correspondent.sending;

import gateway.processors.correspondent.links.Folder;
import gateway.processors.correspondent.postgres.OutgoingMessages.Outgoing;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Messages as files in a folder that the correspondent empties. What lies there is handed over. Names sort in the order
 * in which the messages were decided, because he reads them so.
 */
final class FolderTransport implements Transport {

    private final Folder folder;
    private final Duration timeout;

    FolderTransport(Folder folder, Duration timeout) {
        this.folder = folder;
        this.timeout = timeout;
    }

    @Override
    public Mono<Delivery> deliver(Outgoing message) {
        return Mono.<Delivery>fromCallable(() -> {
                    folder.put("%019d-%s".formatted(message.number(), message.id()), message.body());
                    return new Delivery.Taken();
                })
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(timeout)
                .onErrorResume(failure ->
                        Mono.just(new Delivery.Unclear(failure.getClass().getSimpleName())));
    }
}
