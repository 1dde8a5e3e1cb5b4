package gateway.processors.correspondent.postgres;

import gateway.platform.resilience.BackgroundWork;
import gateway.processors.correspondent.LinkStates;
import gateway.processors.correspondent.links.CorrespondentSettings;
import gateway.processors.correspondent.links.Link;
import gateway.processors.correspondent.links.LinkRules;
import gateway.processors.correspondent.links.LinkRules.Heard;
import gateway.processors.correspondent.links.Links;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks again and again at how it stands with every link, remembers it, and shows it. */
@Component
class WatchLinks implements LinkStates {

    private static final String LOOK = """
        select (select min(created_at) from correspondents.outgoing
                 where correspondent = :name and state = 'waiting') as unsent,
               (select max(sent_at) from correspondents.outgoing
                 where correspondent = :name and state = 'sent') as taken,
               (select min(sent_at) from correspondents.outgoing
                 where correspondent = :name and state = 'sent' and definition = 'pacs.008.001.08'
                   and sent_at > coalesce((select max(received_at) from correspondents.incoming
                                            where correspondent = :name), '-infinity')) as unanswered
        """;

    private final CorrespondentDatabase own;
    private final List<Link> links;
    private final CorrespondentSettings settings;
    private final Clock clock;
    private final Map<String, LinkState> states = new ConcurrentHashMap<>();
    private final Map<Shown, AtomicInteger> shown = new ConcurrentHashMap<>();

    /** One gauge: whether that link is in that state. */
    private record Shown(String correspondent, LinkState state) {}

    WatchLinks(
            CorrespondentDatabase own, Links links, CorrespondentSettings settings, MeterRegistry meters, Clock clock) {
        this.own = own;
        this.links = links.all();
        this.settings = settings;
        this.clock = clock;
        for (var link : this.links) {
            for (var state : List.of(LinkState.DOWN, LinkState.SILENT)) {
                var tags = Tags.of(
                        "correspondent", link.name(), "state", state.name().toLowerCase(Locale.ROOT));
                shown.put(
                        new Shown(link.name(), state),
                        meters.gauge("oqim_correspondents_link", tags, new AtomicInteger()));
            }
        }
    }

    @Bean
    static BackgroundWork watchingLinks(WatchLinks watch, CorrespondentSettings settings) {
        return BackgroundWork.every("Watching links", settings.lookEvery(), watch::round);
    }

    @Override
    public LinkState of(String correspondent) {
        return states.getOrDefault(correspondent, LinkState.UP);
    }

    Mono<Void> round() {
        return Flux.fromIterable(links).concatMap(this::look).then();
    }

    private Mono<LinkState> look(Link link) {
        return own.client()
                .sql(LOOK)
                .bind("name", link.name())
                .map(WatchLinks::heard)
                .one()
                .map(heard -> LinkRules.of(heard, settings.downAfter(), settings.silentAfter(), clock.instant()))
                .doOnNext(state -> remember(link.name(), state));
    }

    private static Heard heard(Readable row) {
        return new Heard(
                row.get("unsent", Instant.class),
                row.get("taken", Instant.class),
                row.get("unanswered", Instant.class));
    }

    private void remember(String correspondent, LinkState state) {
        states.put(correspondent, state);
        shown.forEach((it, gauge) -> {
            if (it.correspondent().equals(correspondent)) {
                gauge.set(it.state() == state ? 1 : 0);
            }
        });
    }
}
