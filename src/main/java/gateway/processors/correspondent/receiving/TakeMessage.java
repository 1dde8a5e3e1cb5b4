package gateway.processors.correspondent.receiving;

import gateway.platform.crypto.Sha256;
import gateway.platform.xml.XmlRefused;
import gateway.processors.correspondent.links.Link;
import gateway.processors.correspondent.links.Links;
import gateway.processors.correspondent.message.Incoming;
import gateway.processors.correspondent.message.ReturnOf;
import gateway.processors.correspondent.message.SentTransfer;
import gateway.processors.correspondent.postgres.IncomingMessages;
import gateway.processors.correspondent.postgres.IncomingMessages.Fresh;
import gateway.processors.correspondent.postgres.IncomingMessages.Sent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes what a correspondent brings, once, whichever way it came. */
@Component
public class TakeMessage {

    /** A statement of a busy day; other messages are far smaller. */
    public static final int LARGEST = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(TakeMessage.class);
    private static final List<String> OUTCOMES = List.of("new", "known", "refused", "changed", "foreign", "not-ours");

    private final IncomingMessages messages;
    private final MeterRegistry meters;
    private final Clock clock;

    TakeMessage(IncomingMessages messages, Links links, MeterRegistry meters, Clock clock) {
        this.messages = messages;
        this.meters = meters;
        this.clock = clock;
        links.all().forEach(link -> OUTCOMES.forEach(outcome -> count(link, outcome, 0)));
    }

    /** Completes when it is durable; errors only where the database is away. */
    public Mono<Taken> take(Link link, byte[] bytes) {
        return Mono.fromCallable(
                        () -> Incoming.read(bytes, link.ends(), link.settings().accounts(), clock.instant()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(it -> known(link, it, bytes))
                .onErrorResume(XmlRefused.class, refused -> Mono.just(refused(link, refused)));
    }

    private Taken refused(Link link, XmlRefused refused) {
        count(link, "refused", 1);
        LOG.warn("A message of {} is refused: {}", link.name(), refused.getMessage());
        return new Taken.Refused(String.valueOf(refused.getMessage()));
    }

    private Mono<Taken> known(Link link, Incoming it, byte[] bytes) {
        return switch (it) {
            case Incoming.OfAccount statement -> store(link, fresh(link, statement, Optional.empty(), bytes, false));
            case Incoming.OfTransfer news ->
                messages.sent(news.news().uetr())
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(sent -> about(link, news, sent, bytes));
        };
    }

    private Mono<Taken> about(Link link, Incoming.OfTransfer it, Optional<Sent> sent, byte[] bytes) {
        if (sent.isPresent() && !sent.get().correspondent().equals(link.name())) {
            count(link, "foreign", 1);
            LOG.error(
                    "{} speaks of a transfer that was sent to {}: {}",
                    link.name(),
                    sent.get().correspondent(),
                    it.id());
            return Mono.just(new Taken.Foreign(it.id()));
        }
        var uetr = Optional.of(it.news().uetr());
        return fits(it, sent, bytes)
                .then(Mono.defer(() -> store(link, fresh(link, it, uetr, bytes, sent.isPresent()))))
                .doOnNext(taken -> strange(link, it, sent.isEmpty() && taken.equals(new Taken.Stored(true))));
    }

    /** Errors with {@link XmlRefused} where it cannot be about the transfer that was sent. */
    private static Mono<Void> fits(Incoming.OfTransfer it, Optional<Sent> sent, byte[] bytes) {
        return Mono.justOrEmpty(sent)
                .publishOn(Schedulers.boundedElastic())
                .flatMap(ours -> Mono.fromCallable(() -> {
                    ReturnOf.check(it.news(), bytes, SentTransfer.of(ours.body()));
                    return ours;
                }))
                .then();
    }

    private void strange(Link link, Incoming it, boolean unknown) {
        if (unknown) {
            count(link, "not-ours", 1);
            LOG.error("{} speaks of a transfer that we never sent: {}", link.name(), it.id());
        }
    }

    private static Fresh fresh(Link link, Incoming it, Optional<UUID> uetr, byte[] bytes, boolean told) {
        return new Fresh(link.name(), it.id(), it.definition(), uetr.orElse(null), Sha256.of(bytes), bytes, told);
    }

    private Mono<Taken> store(Link link, Fresh it) {
        return messages.add(it, clock.instant()).map(added -> stored(link, it, added));
    }

    private Taken stored(Link link, Fresh it, IncomingMessages.Added added) {
        return switch (added) {
            case NEW -> {
                count(link, "new", 1);
                yield new Taken.Stored(true);
            }
            case KNOWN -> {
                count(link, "known", 1);
                yield new Taken.Stored(false);
            }
            case CHANGED -> {
                count(link, "changed", 1);
                LOG.error("{} sends another message under {}", link.name(), it.id());
                yield new Taken.Changed(it.id());
            }
        };
    }

    private void count(Link link, String outcome, int times) {
        meters.counter("oqim_correspondents_received", "correspondent", link.name(), "outcome", outcome)
                .increment(times);
    }
}
