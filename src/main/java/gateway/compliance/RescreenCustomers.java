package gateway.compliance;

import gateway.compliance.Verdict.Match;
import gateway.compliance.cases.Alert;
import gateway.compliance.cases.Alert.Matched;
import gateway.compliance.cases.RaiseAlerts;
import gateway.compliance.matching.ListIndex;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.platform.crypto.Sha256;
import gateway.rulebook.BankTime;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares customers with the lists: each who has changed, soon; all of them whenever a list or the thresholds have
 * changed, and once a day in any case, so that what was cleared for a time is looked at again. Page by page, so that
 * any node goes on where another one stopped. What is found raises an alert once for each customer and entry.
 */
final class RescreenCustomers {

    private static final Logger LOG = LoggerFactory.getLogger(RescreenCustomers.class);

    private static final String UNREADABLE = "unreadable";
    private static final int PAGE = 100;
    private static final int PAGES_A_TURN = 50;

    private final Supplier<ListIndex> lists;
    private final OpenMatches matches;
    private final Fingerprints fingerprints;
    private final Identities identities;
    private final RaiseAlerts alerts;
    private final ScreeningPasses passes;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    RescreenCustomers(
            Supplier<ListIndex> lists,
            OpenMatches matches,
            Fingerprints fingerprints,
            Identities identities,
            RaiseAlerts alerts,
            ScreeningPasses passes,
            Clock clock) {
        this.lists = lists;
        this.matches = matches;
        this.fingerprints = fingerprints;
        this.identities = identities;
        this.alerts = alerts;
        this.passes = passes;
        this.clock = clock;
    }

    /** What is kept of a match. */
    record MatchEvidence(
            String list, String version, String entry, String name, int score, List<String> reasons, long customer) {}

    /** Whoever has changed, then as much of the pass through all as one turn holds. */
    Mono<Void> run() {
        return changed().then(Mono.defer(this::all));
    }

    private Mono<Void> changed() {
        var index = lists.get();
        return index.versions().isEmpty()
                ? Mono.empty()
                : identities
                        .unseen(PAGE)
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(identity -> screen(identity, index).then(identities.seen(identity)))
                        .then();
    }

    private Mono<Void> all() {
        var index = lists.get();
        if (index.versions().isEmpty()) {
            return Mono.empty();
        }
        var pass = "%s %d %s"
                .formatted(
                        index.fingerprint(),
                        matches.rule().number(),
                        LocalDate.ofInstant(clock.instant(), BankTime.ZONE));
        return passes.begin(pass)
                .flatMap(progress -> page(pass, progress, index)
                        .expand(next -> next.done() ? Mono.empty() : page(pass, next, index))
                        .take(PAGES_A_TURN)
                        .then(passes.rest(pass)));
    }

    private Mono<ScreeningPasses.Progress> page(String pass, ScreeningPasses.Progress at, ListIndex index) {
        return identities
                .page(at.shard(), at.after(), PAGE)
                .collectList()
                .flatMap(page -> Flux.fromIterable(page)
                        .concatMap(identity -> screen(identity, index))
                        .then(passes.save(pass, next(at, page), page.size())));
    }

    private static ScreeningPasses.Progress next(ScreeningPasses.Progress at, List<Identity> page) {
        if (page.size() == PAGE) {
            return new ScreeningPasses.Progress(at.shard(), page.getLast().customer(), false);
        }
        return new ScreeningPasses.Progress(
                at.shard() + 1, ScreeningPasses.NOBODY, at.shard() + 1 == TimeOrderedIds.SHARDS);
    }

    private Mono<Void> screen(Identity identity, ListIndex index) {
        return Mono.fromSupplier(() -> found(identity, index, clock.instant()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapIterable(found -> found)
                .concatMap(alerts::raise)
                .then();
    }

    private List<Alert> found(Identity identity, ListIndex index, Instant now) {
        var party = Party.of(identity);
        var verdict = matches.of(party, index, matches.rule().says(), now);
        var mine = fingerprints.of(party);
        if (verdict.isEmpty()) {
            LOG.warn("{} has a name that cannot be screened", identity.customer());
            return List.of(unreadable(identity, mine));
        }
        return switch (verdict.get()) {
            case Verdict.Clear _ -> List.of();
            case Verdict.Possible it -> alerts(identity, it.matches(), mine, index);
            case Verdict.Hit it -> alerts(identity, it.matches(), mine, index);
        };
    }

    // Like a match with an entry that never changes: who cleared it looks again when the customer is another one.
    private static Alert unreadable(Identity identity, byte[] mine) {
        return new Alert(
                identity.customer(),
                Alert.Source.SCREENING,
                UNREADABLE,
                new Matched("none", UNREADABLE, mine, Sha256.of(UNREADABLE)),
                "{\"name\":\"unreadable\"}");
    }

    private List<Alert> alerts(Identity identity, List<Match> found, byte[] mine, ListIndex index) {
        return found.stream().map(match -> alert(identity, match, mine, index)).toList();
    }

    private Alert alert(Identity identity, Match match, byte[] mine, ListIndex index) {
        var entry =
                Objects.requireNonNull(index.find(match.list(), match.entry())).entry();
        var evidence = new MatchEvidence(
                match.list(),
                match.version(),
                match.entry(),
                match.name(),
                match.score(),
                match.reasons(),
                identity.version());
        return new Alert(
                identity.customer(),
                Alert.Source.SCREENING,
                match.list() + ":" + match.entry(),
                new Matched(match.list(), match.entry(), mine, entry.fingerprint()),
                json.writeValueAsString(evidence));
    }
}
