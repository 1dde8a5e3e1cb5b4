package gateway.audit.proof;

import gateway.audit.Trusted;
import gateway.audit.note.SignedNote;
import gateway.audit.proof.WholeTrail.Witnessed;
import gateway.audit.witness.FolderWitness;
import gateway.ledger.BooksCheck;
import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Proves that the audit trail is whole, by the events, the keys that are trusted, and what witnesses accepted last. */
@Component
class AuditCheck implements BooksCheck {

    private final Trusted trusted;

    AuditCheck(Trusted trusted) {
        this.trusted = trusted;
    }

    @Override
    public String rule() {
        return new WholeTrail(trusted, List.of()).rule();
    }

    // Whatever a witness has before the snapshot is in the snapshot; afterwards it may have more.
    @Override
    public Mono<BooksCheck> beforehand() {
        return Flux.fromIterable(trusted.witnesses())
                .concatMap(folder -> Mono.fromCallable(() -> read(folder)).subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .map(witnessed -> new WholeTrail(trusted, witnessed));
    }

    private static Witnessed read(Path folder) {
        try {
            var note = new FolderWitness(folder).lastNote().map(SignedNote::written);
            return new Witnessed(folder.toString(), note, "");
        } catch (IOException e) {
            return new Witnessed(folder.toString(), Optional.empty(), e.toString());
        }
    }

    @Override
    public Flux<String> broken(Connection snapshot) {
        return beforehand().flatMapMany(check -> check.broken(snapshot));
    }
}
