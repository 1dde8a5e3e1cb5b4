package gateway.reconciliation;

import gateway.processors.correspondent.KeptStatements;
import gateway.processors.correspondent.KeptStatements.Kept;
import gateway.reconciliation.ImportFile.Upload;
import gateway.shared.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Imports the statements that correspondents send, as they come, each once: what several nodes import at the same time
 * is one file. One that is refused is counted and left to people; those behind it do not wait, nor does one
 * correspondent for another.
 */
@Component
class ImportStatements {

    private static final Logger LOG = LoggerFactory.getLogger(ImportStatements.class);
    private static final int MOST = 20;

    private final KeptStatements kept;
    private final KeptCursor cursor;
    private final Counterparties counterparties;
    private final ImportFile files;

    ImportStatements(KeptStatements kept, KeptCursor cursor, Counterparties counterparties, ImportFile files) {
        this.kept = kept;
        this.cursor = cursor;
        this.counterparties = counterparties;
        this.files = files;
    }

    Mono<Void> round() {
        return Flux.fromStream(() -> counterparties.all().stream()
                        .filter(Counterparty::isCorrespondent)
                        .map(Counterparty::party)
                        .distinct())
                .concatMapDelayError(this::of)
                .then();
    }

    private Mono<Void> of(String correspondent) {
        return cursor.last(correspondent)
                .flatMapMany(last -> kept.after(correspondent, last, MOST))
                .concatMap(this::add)
                .then();
    }

    private Mono<Void> add(Kept it) {
        return counterparties.all().stream()
                .filter(one ->
                        one.keepsAccount(it.correspondent(), it.statement().account()))
                .findFirst()
                .map(counterparty -> add(counterparty, it))
                .orElseGet(() -> leftOut(it))
                .then(Mono.defer(() -> cursor.reached(it.correspondent(), it.number())));
    }

    private static Mono<Void> leftOut(Kept it) {
        return Mono.fromRunnable(
                () -> LOG.warn("Statement {} of {} is of nobody's account", it.number(), it.correspondent()));
    }

    private Mono<Void> add(Counterparty counterparty, Kept it) {
        return Mono.usingWhen(
                        written(it.xml()),
                        path -> files.add(new Upload(
                                counterparty,
                                Book.THEIRS,
                                true,
                                null,
                                null,
                                "correspondent " + it.correspondent(),
                                path)),
                        ImportStatements::removed)
                .then()
                .onErrorResume(ProblemException.class, refused -> {
                    LOG.error("A statement of {} is not imported: {}", it.correspondent(), refused.getMessage());
                    return Mono.empty();
                });
    }

    private static Mono<Path> written(byte[] xml) {
        return Mono.fromCallable(() -> Files.write(Files.createTempFile("oqim-statement", ".xml"), xml))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<Void> removed(Path path) {
        return Mono.<Void>fromRunnable(() -> {
                    try {
                        Files.deleteIfExists(path);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
