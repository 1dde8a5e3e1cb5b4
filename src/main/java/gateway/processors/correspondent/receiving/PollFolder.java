package gateway.processors.correspondent.receiving;

import gateway.processors.correspondent.links.Folder;
import gateway.processors.correspondent.links.Link;
import gateway.processors.correspondent.links.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes what correspondents put into their folders. A file is moved away when what it says is stored, or never can be;
 * whoever dies in between finds it again, and it is known by then. Any number of nodes may look into one folder. What
 * was taken and cannot be moved away comes behind everything else, so that no number of such files holds up the rest.
 */
@Component
class PollFolder {

    private static final Logger LOG = LoggerFactory.getLogger(PollFolder.class);
    private static final int FILES = 100;

    private final Links links;
    private final TakeMessage take;
    private final Set<Path> unmoved = ConcurrentHashMap.newKeySet();

    PollFolder(Links links, TakeMessage take) {
        this.links = links;
        this.take = take;
    }

    /** Correspondents that have a folder. */
    List<Link> watched() {
        return links.all().stream()
                .filter(link -> link.settings().folder() != null)
                .toList();
    }

    /** One after the other, in the order of their names. One that fails stays, and errors when the others are taken. */
    Mono<Void> round(Link link) {
        var folder = new Folder(Objects.requireNonNull(link.settings().folder()).resolve("in"));
        return Mono.fromCallable(() -> files(folder))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(Flux::fromIterable)
                .concatMapDelayError(file -> one(link, folder, file))
                .then();
    }

    private List<Path> files(Folder folder) throws IOException {
        unmoved.removeIf(Files::notExists);
        return folder.files(FILES, unmoved);
    }

    private Mono<Void> one(Link link, Folder folder, Path file) {
        return Mono.fromCallable(() -> Folder.bytes(file, TakeMessage.LARGEST))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(bytes -> taken(link, file, bytes))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(taken -> Mono.fromCallable(() -> away(folder, file, taken)))
                .then();
    }

    private Mono<Taken> taken(Link link, Path file, Optional<byte[]> bytes) {
        if (bytes.isPresent()) {
            return take.take(link, bytes.get());
        }
        LOG.warn("{} of {} is too large, or gone", file.getFileName(), link.name());
        return Mono.just(new Taken.Refused("too large"));
    }

    // One that stays was taken all the same, so others may come before it.
    private boolean away(Folder folder, Path file, Taken taken) throws IOException {
        unmoved.add(file);
        folder.away(file, taken instanceof Taken.Stored ? "done" : "refused");
        return Files.notExists(file) && unmoved.remove(file);
    }
}
