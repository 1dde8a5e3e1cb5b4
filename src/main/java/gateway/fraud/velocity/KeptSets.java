package gateway.fraud.velocity;

import gateway.fraud.Attempt;
import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import gateway.fraud.rules.Velocity;
import gateway.fraud.rules.Velocity.Measure;
import gateway.fraud.velocity.Kept.Thing;
import gateway.platform.redis.RedisAway;
import gateway.platform.redis.TimedSets;
import gateway.platform.redis.TimedSets.Event;
import gateway.platform.redis.TimedSets.Found;
import gateway.platform.redis.TimedSets.Question;
import gateway.platform.redis.TimedSets.Question.HowMany;
import gateway.platform.redis.TimedSets.Question.HowManyOthers;
import gateway.platform.redis.TimedSets.Question.Which;
import gateway.platform.redis.TimedSets.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/**
 * The fast copy of what was seen, as far as one pack looks at it. It is believed while its mark says that it was
 * complete a moment ago.
 */
final class KeptSets {

    static final Duration DAY = Duration.ofHours(24);
    private static final Duration FRESH = Duration.ofSeconds(5);

    // Not what earlier releases kept, which had all sets in one copy.
    private static final String PREFIX = "oqim:{fraud}:met:";

    private final Kept kept;
    private final TimedSets sets;
    private final Clock clock;

    KeptSets(ReactiveStringRedisTemplate redis, Kept kept, Duration deadline, Clock clock) {
        this.kept = kept;
        this.sets = new TimedSets(redis, PREFIX + kept.name() + ":", Seen.MOST, DAY, deadline, clock);
        this.clock = clock;
    }

    /** Empty when what is there cannot be believed; errors with {@link RedisAway}. */
    Mono<Map<String, Long>> before(Attempt attempt, FraudPack pack) {
        var asked = asked(attempt, pack);
        return sets.read(asked.stream().map(Asked::question).toList())
                .flatMap(answer -> Mono.justOrEmpty(read(answer, asked, attempt.at())));
    }

    private record Asked(Velocity velocity, Question question) {}

    private static List<Asked> asked(Attempt attempt, FraudPack pack) {
        var asked = new ArrayList<Asked>();
        for (var velocity : pack.velocities()) {
            velocity.per()
                    .of(attempt)
                    .ifPresent(id -> asked.add(new Asked(velocity, question(velocity, id, attempt.at()))));
        }
        return asked;
    }

    // Redis counts; what it does not know apart, the amounts and currencies, is counted from the payments themselves.
    private static Question question(Velocity velocity, UUID id, Instant at) {
        var set = name(velocity.per(), id);
        var since = at.minus(velocity.window());
        if (Kept.countsPayments(velocity)) {
            return new Which(set, since);
        }
        return Kept.countsOthers(velocity) ? others(set, velocity, since) : new HowMany(set, since);
    }

    private static Question others(String set, Velocity velocity, Instant since) {
        int place = velocity.measure() == Measure.PAYEES ? SeenText.PAYEE : SeenText.CARD;
        return new HowManyOthers(set, velocity.measure().code(), place, since);
    }

    private Optional<Map<String, Long>> read(TimedSets.Answer answer, List<Asked> asked, Instant at) {
        if (!isFresh(answer.mark())) {
            return Optional.empty();
        }
        var values = new HashMap<String, Long>();
        for (int i = 0; i < asked.size(); i++) {
            var velocity = asked.get(i).velocity();
            var value = value(velocity, answer.found().get(i), at);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(velocity.name(), value.get());
        }
        return Optional.of(values);
    }

    private static Optional<Long> value(Velocity velocity, Found found, Instant at) {
        return switch (found) {
            case Found.Count it -> Optional.of(isAlwaysTheSame(velocity) ? Math.min(1, it.number()) : it.number());
            case Found.Values it -> value(velocity, it.values(), at);
        };
    }

    // A card has no other cards, a payee no other payees.
    private static boolean isAlwaysTheSame(Velocity it) {
        return (it.per() == Per.CARD && it.measure() == Measure.CARDS)
                || (it.per() == Per.PAYEE && it.measure() == Measure.PAYEES);
    }

    private static Optional<Long> value(Velocity velocity, List<String> words, Instant at) {
        var seen = words.stream().flatMap(it -> SeenText.parse(it).stream()).toList();
        return seen.size() == words.size() ? Optional.of(velocity.value(seen, at)) : Optional.empty();
    }

    // A mark from the future is a clock that was set back somewhere: it proves nothing.
    private boolean isFresh(String mark) {
        var known = Mark.parse(mark);
        if (known.isEmpty()) {
            return false;
        }
        var age = Duration.between(known.get().at(), clock.instant());
        return age.abs().compareTo(FRESH) <= 0;
    }

    /** What the mark says; empty without one. */
    Mono<Optional<Mark>> mark() {
        return sets.read(List.of()).map(answer -> Mark.parse(answer.mark()));
    }

    Mono<Boolean> mark(Mark mark, String filling) {
        return sets.mark(mark.text(), filling);
    }

    Mono<Boolean> beginFilling(String filling, Duration atMost) {
        return sets.beginFilling(filling, atMost);
    }

    /** Whether Redis took it; it does while it has a mark. */
    Mono<Boolean> add(Sighting sighting) {
        return sets.add(event(sighting));
    }

    Mono<Boolean> add(List<Sighting> sightings, String filling) {
        return sets.add(sightings.stream().map(this::event).toList(), filling);
    }

    /** The same where nearly all are there already, because whoever opened them added them: only the rest is sent. */
    Mono<Boolean> addMissing(List<Sighting> sightings) {
        var counted = new ArrayList<Sighting>();
        var firsts = new ArrayList<Subject>();
        for (var sighting : sightings) {
            subjects(sighting).findFirst().ifPresent(first -> {
                counted.add(sighting);
                firsts.add(first);
            });
        }
        return sets.known(firsts)
                .map(known -> IntStream.range(0, known.size())
                        .filter(n -> !known.get(n))
                        .mapToObj(counted::get)
                        .toList())
                .flatMap(missing -> add(missing, ""));
    }

    private Event event(Sighting it) {
        return new Event(it.seen().at(), subjects(it).toList());
    }

    private Stream<Subject> subjects(Sighting it) {
        return it.subjects().entrySet().stream()
                .filter(subject -> kept.has(subject.getKey()))
                .map(subject -> subject(subject.getKey(), subject.getValue(), it.seen()));
    }

    // Of two of one moment the one with the larger id is the newer, whether or not more than the id is kept.
    private Subject subject(Per per, UUID id, Seen seen) {
        var value = kept.has(per, Thing.PAYMENTS) || kept.has(per, Thing.PAYEES) || kept.has(per, Thing.CARDS)
                ? SeenText.of(seen)
                : seen.id().toString();
        var met = new HashMap<String, String>();
        if (kept.has(per, Thing.PAYEES)) {
            met.put(Thing.PAYEES.code(), seen.payee().toString());
        }
        if (kept.has(per, Thing.CARDS) && seen.card() != null) {
            met.put(Thing.CARDS.code(), seen.card().toString());
        }
        return new Subject(name(per, id), value, met);
    }

    private static String name(Per per, UUID subject) {
        return per.code() + ":" + subject;
    }
}
