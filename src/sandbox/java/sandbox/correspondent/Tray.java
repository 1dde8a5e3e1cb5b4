package sandbox.correspondent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where files arrive. They have no answer: what is wrong with one is said as a status. */
record Tray(Path folder, Desk desk) {

    /** @param noticed hears what became of each */
    Mono<Void> round(Consumer<Desk.Word> noticed) {
        return Mono.fromCallable(this::files)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(Flux::fromIterable)
                .concatMap(file -> take(file, noticed))
                .then();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.list(Files.createDirectories(folder.resolve("out")))) {
            return all.filter(Tray::isWhole).sorted().toList();
        }
    }

    private static boolean isWhole(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".xml") && !name.startsWith(".");
    }

    private Mono<Void> take(Path file, Consumer<Desk.Word> noticed) {
        return Mono.fromCallable(() -> Files.readAllBytes(file))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(bytes -> desk.take(CorrespondentHost.FILES, bytes)
                        .doOnNext(noticed)
                        .flatMap(word -> reject(bytes, word)))
                .then(Mono.fromCallable(() -> away(file)))
                .then();
    }

    private static Path away(Path file) throws IOException {
        var done = Files.createDirectories(file.resolveSibling("done"));
        return Files.move(file, done.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private Mono<Void> reject(byte[] bytes, Desk.Word word) {
        var it = Received.read(bytes);
        return word.status().equals("refused") && it.isPresent() && it.get().has("PmtId", "UETR")
                ? desk.status(Transfer.of(it.get(), CorrespondentHost.FILES), "RJCT", "FF01", Duration.ZERO, 1)
                : Mono.empty();
    }
}
