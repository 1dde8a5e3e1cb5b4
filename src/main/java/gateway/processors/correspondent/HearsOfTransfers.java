package gateway.processors.correspondent;

import reactor.core.publisher.Mono;

/**
 * Whoever sends transfers hears of them here: at least once, those of one transfer one after the other in the order in
 * which they reached us, which need not be the order in which they were said.
 */
public interface HearsOfTransfers {

    /**
     * Completes when it is durable. An error means that it is told again later.
     *
     * @return what was made of it
     */
    Mono<Heard> heard(News news);

    /** Contradiction: it cannot be true beside what was said before; a person has to look. */
    enum Heard {
        APPLIED,
        KNOWN,
        CONTRADICTION,
        NOT_OURS
    }
}
