package gateway.sessions.revocations;

import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.RevocationListener;
import gateway.sessions.tokens.AccessToken;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What this node knows of revocations, and as of when. It holds every revocation that could still touch an unexpired
 * access token, so a look here is all a request needs while the view is fresh.
 */
@Component
public class RevocationView {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationView.class);

    private final RevocationSettings settings;
    private final Clock clock;
    private final List<RevocationListener> listeners;
    private final Timer propagation;
    private final ConcurrentMap<Subject, Revocation> latest = new ConcurrentHashMap<>();
    private final Instant started;
    private volatile Instant freshAsOf = Instant.EPOCH;
    private volatile Instant incompleteUntil = Instant.EPOCH;
    private volatile long forgotten;

    @Autowired
    RevocationView(
            RevocationSettings settings,
            Clock clock,
            ObjectProvider<RevocationListener> listeners,
            MeterRegistry meters) {
        this(settings, clock, listeners.orderedStream().toList(), meters);
    }

    RevocationView(RevocationSettings settings, Clock clock, List<RevocationListener> listeners, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
        this.started = clock.instant();
        this.propagation = Timer.builder("oqim.revocation.propagation")
                .description("From a revocation's commit to this node refusing the token")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        Gauge.builder(
                        "oqim.revocation.view.age",
                        this,
                        it -> it.age(clock.instant()).toMillis() / 1000.0)
                .description("Seconds since this node last knew every revocation")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("oqim.revocation.view.size", latest, ConcurrentMap::size)
                .description("Revocations this node keeps until the tokens they touch have expired")
                .register(meters);
    }

    /** True when this node knows that the token no longer counts. False says only as much as {@link #age} allows. */
    public boolean revokes(AccessToken token) {
        return latest.isEmpty()
                ? Epochs.revoked(token.epoch(), 0)
                : Epochs.revoked(
                        token.epoch(),
                        Epochs.effective(token.subjects().stream().mapToLong(this::epochOf)));
    }

    /**
     * False for a token older than something this node has forgotten. By right clocks no such token is valid any more;
     * by wrong ones the database has to say whether it was revoked.
     */
    public boolean remembers(AccessToken token) {
        return token.epoch() > forgotten;
    }

    /** How long ago this node knew every revocation; for ever, when the clock says that it was in the future. */
    public Duration age(Instant now) {
        return now.isBefore(incompleteUntil) || now.isBefore(freshAsOf)
                ? Duration.between(Instant.EPOCH, now)
                : Duration.between(freshAsOf, now);
    }

    /** Takes in a revocation from wherever it comes first; the order does not matter. */
    void learn(Revocation revocation) {
        if (latest.size() >= settings.remembered() && !latest.containsKey(revocation.subject())) {
            forgetOverflow(revocation);
            return;
        }
        var before = epochOf(revocation.subject());
        latest.merge(revocation.subject(), revocation, RevocationView::newer);
        if (revocation.epoch() > before) {
            tell(revocation);
        }
    }

    /** Everything committed before then has been learnt. */
    void knowsEverythingAsOf(Instant then) {
        for (var revocation : latest.values()) {
            if (!then.isBefore(revocation.mattersUntil())) {
                forgotten = Math.max(forgotten, revocation.epoch());
                latest.remove(revocation.subject(), revocation);
            }
        }
        freshAsOf = then;
    }

    /** Nobody knows any more how old this is. */
    void doubts() {
        freshAsOf = Instant.EPOCH;
    }

    private long epochOf(Subject subject) {
        var revocation = latest.get(subject);
        return revocation == null ? 0 : revocation.epoch();
    }

    // Memory is bounded, correctness is not negotiable: until the one left out has stopped to matter, the database is
    // asked.
    private void forgetOverflow(Revocation revocation) {
        if (revocation.mattersUntil().isAfter(incompleteUntil)) {
            incompleteUntil = revocation.mattersUntil();
        }
    }

    private void tell(Revocation revocation) {
        if (revocation.at().isAfter(started)) {
            propagation.record(Duration.between(revocation.at(), clock.instant()));
        }
        listeners.forEach(listener -> tell(listener, revocation));
    }

    private static void tell(RevocationListener listener, Revocation revocation) {
        try {
            listener.revoked(revocation);
        } catch (RuntimeException fault) {
            // One listener's fault must not keep the others, or this node, from knowing.
            LOG.error("A listener failed on the revocation of {}", revocation.subject(), fault);
        }
    }

    private static Revocation newer(Revocation one, Revocation other) {
        return one.epoch() >= other.epoch() ? one : other;
    }
}
