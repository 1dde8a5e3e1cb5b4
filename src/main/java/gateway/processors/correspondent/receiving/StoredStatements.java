package gateway.processors.correspondent.receiving;

import gateway.platform.iso20022.StatementReader;
import gateway.platform.xml.XmlRefused;
import gateway.processors.correspondent.KeptStatements;
import gateway.processors.correspondent.postgres.IncomingMessages;
import gateway.processors.correspondent.postgres.IncomingMessages.Raw;
import org.springframework.stereotype.Component;
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
    public Mono<Kept> next(String correspondent, long number) {
        return messages.statement(correspondent, number).flatMap(StoredStatements::kept);
    }

    private static Mono<Kept> kept(Raw it) {
        return Mono.fromCallable(() -> read(it)).subscribeOn(Schedulers.boundedElastic());
    }

    // The same bytes fail the same way however often they are read, whatever it is that they fail with.
    private static Kept read(Raw it) {
        try {
            return new Legible(
                    it.number(), it.correspondent(), it.receivedAt(), StatementReader.read(it.body()), it.body());
        } catch (XmlRefused | RuntimeException unreadable) {
            return new Unreadable(it.number(), it.correspondent(), String.valueOf(unreadable.getMessage()));
        }
    }
}
