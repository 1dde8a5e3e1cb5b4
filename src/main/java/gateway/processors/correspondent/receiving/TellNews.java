package gateway.processors.correspondent.receiving;

import gateway.platform.iso20022.BusinessMessage;
import gateway.platform.xml.XmlRefused;
import gateway.processors.correspondent.HearsOfTransfers;
import gateway.processors.correspondent.HearsOfTransfers.Heard;
import gateway.processors.correspondent.News;
import gateway.processors.correspondent.links.CorrespondentSettings;
import gateway.processors.correspondent.message.ReadNews;
import gateway.processors.correspondent.message.Refusals;
import gateway.processors.correspondent.postgres.IncomingMessages;
import gateway.processors.correspondent.postgres.IncomingMessages.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells whoever sends transfers what correspondents said of them. Any number of nodes may do so. */
@Component
class TellNews {

    private static final Logger LOG = LoggerFactory.getLogger(TellNews.class);

    private final IncomingMessages messages;
    private final ObjectProvider<HearsOfTransfers> hearers;
    private final CorrespondentSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    TellNews(
            IncomingMessages messages,
            ObjectProvider<HearsOfTransfers> hearers,
            CorrespondentSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.messages = messages;
        this.hearers = hearers;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        List.of(Heard.values()).forEach(heard -> count(heard, 0));
    }

    Mono<Void> round() {
        return Mono.defer(() -> {
            var all = hearers.orderedStream().toList();
            if (all.isEmpty()) {
                return Mono.empty();
            }
            var now = clock.instant();
            return messages.take(now, now.plus(settings.lease()), settings.batch())
                    .flatMapIterable(waiting -> waiting)
                    .flatMap(waiting -> tell(all, waiting), settings.atOnce())
                    .then();
        });
    }

    private Mono<Void> tell(List<HearsOfTransfers> all, Waiting it) {
        return Mono.fromCallable(() -> news(it))
                .flatMap(news -> heard(all, news))
                .timeout(settings.timeout())
                .flatMap(heard -> told(it, heard))
                .onErrorResume(failure -> later(it, failure));
    }

    private static News news(Waiting it) throws XmlRefused {
        return Refusals.isOne(it.definition())
                ? Refusals.news(it.definition(), it.id(), it.uetr(), it.body(), it.receivedAt())
                : ReadNews.read(BusinessMessage.read(it.body()), it.receivedAt());
    }

    /** Whoever sent it knows; the others say that it is not theirs. */
    private static Mono<Heard> heard(List<HearsOfTransfers> all, News news) {
        return Flux.fromIterable(all)
                .concatMap(one -> one.heard(news))
                .filter(heard -> heard != Heard.NOT_OURS)
                .next()
                .defaultIfEmpty(Heard.NOT_OURS);
    }

    private Mono<Void> told(Waiting it, Heard heard) {
        return messages.told(it, heard).doOnSuccess(_ -> counted(it, heard));
    }

    private void counted(Waiting it, Heard heard) {
        count(heard, 1);
        if (heard == Heard.CONTRADICTION || heard == Heard.NOT_OURS) {
            LOG.error("{} of {} about {}: {}", it.id(), it.correspondent(), it.uetr(), heard);
        }
    }

    private Mono<Void> later(Waiting it, Throwable failure) {
        LOG.warn("{} of {} could not be told", it.id(), it.correspondent(), failure);
        return messages.later(it, clock.instant().plus(settings.pause(it.attempts())));
    }

    private void count(Heard heard, int times) {
        meters.counter("oqim_correspondents_news", "heard", heard.name().toLowerCase(java.util.Locale.ROOT))
                .increment(times);
    }
}
