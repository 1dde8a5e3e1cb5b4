package gateway.platform.redis;

import gateway.platform.redis.TimedSets.Found.Count;
import gateway.platform.redis.TimedSets.Found.Values;
import gateway.platform.redis.TimedSets.Question.HowMany;
import gateway.platform.redis.TimedSets.Question.HowManyOthers;
import gateway.platform.redis.TimedSets.Question.Which;
import gateway.platform.resilience.SharedTrips;
import gateway.platform.resilience.SharedTrips.TooMany;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What happened to many subjects of late, and with whom: for each subject a set of what happened by its time, and sets
 * of the others that it met by the last time. Counting is done where they are, so that an answer is a number whatever
 * it counts. A mark says as of when all is complete; it goes away with the data, because it stands beside them and
 * everything expires. Calls share round trips, each within a deadline, and error with {@link RedisAway}: at once while
 * Redis is known to be away. Wants Redis 6.2.
 */
public final class TimedSets {

    private static final Duration REST_AFTER_SILENCE = Duration.ofSeconds(1);
    private static final int LARGEST_TRIP = 128;
    private static final int LONGEST_QUEUE = 512;
    private static final Duration PAUSE_OF_READS = Duration.ofMillis(2);
    // Whoever adds does something else meanwhile.
    private static final Duration PAUSE_OF_ADDITIONS = Duration.ofMillis(5);

    private final ReactiveStringRedisTemplate redis;
    private final String prefix;
    private final int most;
    private final Duration age;
    private final Duration deadline;
    private final InstantSource clock;
    private final SharedTrips<List<Question>, Answer> reads;
    private final SharedTrips<Event, Boolean> additions;
    private volatile long awayUntilMillis;
    private volatile boolean connected;

    /**
     * @param prefix of the keys; with a hash tag, because one script touches many keys
     * @param most how much of what happened to a subject counts, the newest
     * @param age how long it counts
     * @param deadline how long a call may take
     */
    public TimedSets(
            ReactiveStringRedisTemplate redis,
            String prefix,
            int most,
            Duration age,
            Duration deadline,
            InstantSource clock) {
        this.redis = redis;
        this.prefix = prefix;
        this.most = most;
        this.age = age;
        this.deadline = deadline;
        this.clock = clock;
        this.reads = new SharedTrips<>(LONGEST_QUEUE, 1, LARGEST_TRIP, PAUSE_OF_READS, this::readTogether);
        this.additions = new SharedTrips<>(LONGEST_QUEUE, 1, LARGEST_TRIP, PAUSE_OF_ADDITIONS, this::addTogether);
    }

    /**
     * Something that happened.
     *
     * @param to whom; the first of them tells whether it is known already
     */
    public record Event(Instant at, List<Subject> to) {}

    /**
     * Whom it happened to.
     *
     * @param value stands for it in this set; without blanks and line ends; of two of one moment the last by its text
     *     is the newer
     * @param met by kind
     */
    public record Subject(String set, String value, Map<String, String> met) {}

    /** Of a subject's newest events those that are younger than {@code since}. */
    public sealed interface Question {
        String set();

        Instant since();

        /** Answered by a number. */
        record HowMany(String set, Instant since) implements Question {}

        /**
         * How many different others of a kind it met in them: a number.
         *
         * @param place where an event's value names the other, counted from 1 in words between bars
         */
        record HowManyOthers(String set, String kind, int place, Instant since) implements Question {}

        /** Answered by values. */
        record Which(String set, Instant since) implements Question {}
    }

    /** What a question found. */
    public sealed interface Found {
        /** As many. */
        record Count(long number) implements Found {}

        /** These, the newest first. */
        record Values(List<String> values) implements Found {}
    }

    /**
     * @param mark as it was set; empty when nothing here can be believed
     * @param found in the order of the questions
     */
    public record Answer(String mark, List<Found> found) {}

    public Mono<Answer> read(List<Question> questions) {
        return reads.ask(List.copyOf(questions)).onErrorMap(TooMany.class, TimedSets::busy);
    }

    private Mono<List<Answer>> readTogether(List<List<Question>> all) {
        var keys = new ArrayList<>(List.of(markKey()));
        var values = new ArrayList<>(List.of(String.valueOf(most)));
        all.stream().flatMap(List::stream).forEach(it -> put(it, keys, values));
        return ask(TimedSetScripts.READ, keys, values).map(text -> answers(text, all));
    }

    private void put(Question question, List<String> keys, List<String> values) {
        var set = prefix + question.set();
        keys.add(set);
        keys.add(question instanceof HowManyOthers others ? set + ":" + others.kind() : set);
        values.add(millis(question.since()));
        values.add(
                switch (question) {
                    case HowMany _ -> "n";
                    case HowManyOthers others -> String.valueOf(others.place());
                    case Which _ -> "v";
                });
    }

    private static List<Answer> answers(String text, List<List<Question>> all) {
        var lines = Arrays.asList(text.split("\n", -1));
        var found = lines.stream().skip(1).map(TimedSets::found).iterator();
        var answers = new ArrayList<Answer>();
        for (var questions : all) {
            answers.add(new Answer(
                    lines.getFirst(), questions.stream().map(_ -> found.next()).toList()));
        }
        return answers;
    }

    private static Found found(String line) {
        return line.startsWith("#")
                ? new Count(Long.parseLong(line, 1, line.length(), 10))
                : new Values(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }

    /** Adds while there is a mark; says whether it did. An event that is there already stays as it is. */
    public Mono<Boolean> add(Event event) {
        return additions.ask(event).onErrorMap(TooMany.class, TimedSets::busy);
    }

    private static Throwable busy(TooMany fault) {
        return new RedisAway(String.valueOf(fault.getMessage()));
    }

    private Mono<List<Boolean>> addTogether(List<Event> events) {
        return add(events, "").map(added -> Collections.nCopies(events.size(), added));
    }

    /**
     * Adds while there is a mark, or under a filling that is still the one under way.
     *
     * @param filling its name; empty outside of one
     * @return whether they were added
     */
    public Mono<Boolean> add(List<Event> events, String filling) {
        var keys = new ArrayList<>(List.of(markKey(), fillingKey()));
        var values = new ArrayList<>(List.of(
                millis(clock.instant().minus(age)), String.valueOf(most), millis(age), millis(age.plus(age)), filling));
        events.stream().filter(it -> !it.to().isEmpty()).forEach(it -> put(it, keys, values));
        return ask(TimedSetScripts.ADD, keys, values).map(added -> added == 1);
    }

    /** Which of these are there already; of each only its set and its value are looked at. In one trip of its own. */
    public Mono<List<Boolean>> known(List<Subject> subjects) {
        return subjects.isEmpty()
                ? Mono.just(List.of())
                : ask(
                                TimedSetScripts.KNOWN,
                                subjects.stream().map(it -> prefix + it.set()).toList(),
                                subjects.stream().map(Subject::value).toList())
                        .map(found -> found.chars().mapToObj(it -> it == '1').toList());
    }

    private void put(Event event, List<String> keys, List<String> values) {
        int before = keys.size();
        values.add(millis(event.at()));
        int sizeAt = values.size();
        for (var subject : event.to()) {
            keys.add(prefix + subject.set());
            values.add(subject.value());
            for (var met : subject.met().entrySet()) {
                keys.add(prefix + subject.set() + ":" + met.getKey());
                values.add(met.getValue());
            }
        }
        values.add(sizeAt, String.valueOf(keys.size() - before));
    }

    /** Only one caller at a time fills the sets anew: true for the first until the time is over. */
    public Mono<Boolean> beginFilling(String filling, Duration atMost) {
        return ask(TimedSetScripts.CLAIM, List.of(fillingKey()), List.of(filling, millis(atMost)))
                .map(claimed -> claimed == 1);
    }

    /**
     * Says as of when the sets are complete.
     *
     * @param filling whose end this is; empty where a mark is only moved on
     * @return false when what would be marked has gone away meanwhile
     */
    public Mono<Boolean> mark(String mark, String filling) {
        return ask(TimedSetScripts.MARK, List.of(markKey(), fillingKey()), List.of(mark, millis(age), filling))
                .map(marked -> marked == 1);
    }

    private String markKey() {
        return prefix + "mark";
    }

    private String fillingKey() {
        return prefix + "filling";
    }

    private static String millis(Instant at) {
        return String.valueOf(at.toEpochMilli());
    }

    private static String millis(Duration length) {
        return String.valueOf(length.toMillis());
    }

    private <T> Mono<T> ask(RedisScript<T> script, List<String> keys, List<String> values) {
        return Mono.defer(() -> isResting()
                ? Mono.error(new RedisAway("silent a moment ago"))
                : placed(redis.execute(script, keys, values).next())
                        .timeout(deadline)
                        .doOnNext(_ -> connected = true)
                        .switchIfEmpty(Mono.error(() -> new RedisAway("no answer")))
                        .onErrorMap(this::silent));
    }

    // The first call makes the shared connection, which blocks.
    private <T> Mono<T> placed(Mono<T> call) {
        return connected ? call : call.subscribeOn(Schedulers.boundedElastic());
    }

    // A rest longer than the longest one was begun before the clock was set back.
    private boolean isResting() {
        long rest = awayUntilMillis - clock.millis();
        return rest > 0 && rest <= REST_AFTER_SILENCE.toMillis();
    }

    private Throwable silent(Throwable fault) {
        awayUntilMillis = clock.millis() + REST_AFTER_SILENCE.toMillis();
        return fault instanceof RedisAway ? fault : new RedisAway(fault.toString());
    }
}
