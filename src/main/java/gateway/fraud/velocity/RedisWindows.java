package gateway.fraud.velocity;

import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import gateway.platform.redis.RedisAway;
import gateway.platform.redis.TimedSets;
import gateway.platform.redis.TimedSets.Member;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The fast copy of what was seen. It is believed while its mark says that it was complete a moment ago. */
@Component
class RedisWindows {

    static final Duration DAY = Duration.ofHours(24);
    // PostgreSQL answers where Redis is slow, so waiting for Redis is never worth long.
    private static final Duration DEADLINE = Duration.ofMillis(100);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final TimedSets sets;
    private final Clock clock;

    @Autowired
    RedisWindows(ReactiveStringRedisTemplate redis, Clock clock) {
        this(redis, DEADLINE, clock);
    }

    RedisWindows(ReactiveStringRedisTemplate redis, Duration deadline, Clock clock) {
        this.sets = new TimedSets(redis, "oqim:{fraud}:", Seen.MOST, DAY, deadline, clock);
        this.clock = clock;
    }

    /** Empty when what is there cannot be believed; errors with {@link RedisAway}. */
    Mono<Map<Per, List<Seen>>> of(Map<Per, UUID> subjects, Instant since) {
        var asked = List.copyOf(subjects.entrySet());
        var names = asked.stream().map(it -> name(it.getKey(), it.getValue())).toList();
        return sets.read(names, since).flatMap(answer -> Mono.justOrEmpty(read(answer, asked)));
    }

    private Optional<Map<Per, List<Seen>>> read(TimedSets.Answer answer, List<Map.Entry<Per, UUID>> asked) {
        if (!isFresh(answer.mark()) || answer.sets().size() != asked.size()) {
            return Optional.empty();
        }
        var all = new EnumMap<Per, List<Seen>>(Per.class);
        for (int i = 0; i < asked.size(); i++) {
            var words = answer.sets().get(i);
            var seen = words.stream().flatMap(it -> SeenText.parse(it).stream()).toList();
            if (seen.size() != words.size()) {
                return Optional.empty();
            }
            all.put(asked.get(i).getKey(), seen);
        }
        return Optional.of(all);
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
        return sets.read(List.of(), clock.instant()).map(answer -> Mark.parse(answer.mark()));
    }

    Mono<Boolean> mark(Mark mark, String filling) {
        return sets.mark(mark.text(), filling);
    }

    Mono<Boolean> beginFilling(String filling, Duration atMost) {
        return sets.beginFilling(filling, atMost);
    }

    /** @param filling empty outside of one */
    Mono<Boolean> add(List<Sighting> sightings, String filling) {
        var members = sightings.stream()
                .flatMap(it -> it.subjects().entrySet().stream()
                        .map(subject -> member(subject.getKey(), subject.getValue(), it.seen())))
                .toList();
        return members.isEmpty() ? Mono.just(true) : sets.add(members, filling);
    }

    private static Member member(Per per, UUID subject, Seen seen) {
        return new Member(name(per, subject), seen.at(), SeenText.of(seen));
    }

    private static String name(Per per, UUID subject) {
        return per.code() + ":" + subject;
    }
}
