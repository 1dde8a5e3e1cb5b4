package gateway.processors.correspondent.receiving;

import gateway.platform.iso20022.StatementReader;
import gateway.processors.correspondent.KeptStatements;
import gateway.processors.correspondent.postgres.IncomingMessages;
import gateway.processors.correspondent.postgres.IncomingMessages.Raw;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Statements, read again from what was stored. */
@Component
class StoredStatements implements KeptStatements {

    private final IncomingMessages messages;

    StoredStatements(IncomingMessages messages) {
        this.messages = messages;
    }

    @Override
    public Flux<Kept> after(String correspondent, long number, int limit) {
        return messages.statements(correspondent, number, limit).concatMap(StoredStatements::kept);
    }

    private static Mono<Kept> kept(Raw it) {
        return Mono.fromCallable(() -> new Kept(
                        it.number(), it.correspondent(), it.receivedAt(), StatementReader.read(it.body()), it.body()))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
