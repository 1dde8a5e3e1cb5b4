package gateway.reconciliation;

import gateway.processors.correspondent.KeptStatements;
import gateway.processors.correspondent.KeptStatements.Kept;
import gateway.processors.correspondent.KeptStatements.Legible;
import gateway.processors.correspondent.KeptStatements.Unreadable;
import gateway.reconciliation.ImportFile.Upload;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Imports the statements that correspondents send, as they come, each once: what several nodes import at the same time
 * is one file. One that is refused, or that cannot be read any more, is counted and left to people; those behind it do
 * not wait, nor does one correspondent for another. One is in memory at a time.
 */
@Component
class ImportStatements {

    private static final Logger LOG = LoggerFactory.getLogger(ImportStatements.class);
    private static final int MOST = 20;

    private final KeptStatements kept;
    private final KeptCursor cursor;
    private final Counterparties counterparties;
    private final ImportFile files;
    private final MeterRegistry meters;

    ImportStatements(
            KeptStatements kept,
            KeptCursor cursor,
            Counterparties counterparties,
            ImportFile files,
            MeterRegistry meters) {
        this.kept = kept;
        this.cursor = cursor;
        this.counterparties = counterparties;
        this.files = files;
        this.meters = meters;
        correspondents().forEach(name -> countUnreadable(name, 0));
    }

    Mono<Void> round() {
        return Flux.fromStream(this::correspondents)
                .concatMapDelayError(this::of)
                .then();
    }

    private Stream<String> correspondents() {
        return counterparties.all().stream()
                .filter(Counterparty::isCorrespondent)
                .map(Counterparty::party)
                .distinct();
    }

    private Mono<Void> of(String correspondent) {
        return Mono.defer(() -> one(correspondent))
                .repeat(MOST - 1)
                .takeWhile(found -> found)
                .then();
    }

    /** The next one. Emits whether there was one. */
    private Mono<Boolean> one(String correspondent) {
        return cursor.last(correspondent)
                .flatMap(last -> kept.next(correspondent, last))
                .flatMap(it -> add(it).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> add(Kept it) {
        var added = switch (it) {
            case Legible legible -> add(legible);
            case Unreadable unreadable -> passedOver(unreadable);
        };
        return added.then(Mono.defer(() -> cursor.reached(it.correspondent(), it.number())));
    }

    private Mono<Void> passedOver(Unreadable it) {
        return Mono.fromRunnable(() -> {
            countUnreadable(it.correspondent(), 1);
            LOG.error("Statement {} of {} cannot be read any more: {}", it.number(), it.correspondent(), it.why());
        });
    }

    private void countUnreadable(String correspondent, int times) {
        meters.counter("oqim_reconciliation_statements_unreadable", "correspondent", correspondent)
                .increment(times);
    }

    private Mono<Void> add(Legible it) {
        return counterparties.all().stream()
                .filter(one ->
                        one.keepsAccount(it.correspondent(), it.statement().account()))
                .findFirst()
                .map(counterparty -> add(counterparty, it))
                .orElseGet(() -> leftOut(it));
    }

    private static Mono<Void> leftOut(Legible it) {
        return Mono.fromRunnable(
                () -> LOG.warn("Statement {} of {} is of nobody's account", it.number(), it.correspondent()));
    }

    private Mono<Void> add(Counterparty counterparty, Legible it) {
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
