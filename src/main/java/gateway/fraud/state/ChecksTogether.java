package gateway.fraud.state;

import gateway.fraud.Attempt;
import gateway.fraud.state.StateAntifraud.Answer;
import gateway.platform.resilience.StreamedTrips;
import gateway.platform.resilience.StreamedTrips.Rules;
import gateway.platform.resilience.StreamedTrips.Strayed;
import gateway.platform.resilience.StreamedTrips.Told;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checks that come while others are on their way share the next request, each with an answer of its own. */
final class ChecksTogether {

    private static final String ONE = "/v1/checks";
    private static final String MANY = "/v1/checks/batch";
    private static final int PLACES = 2;
    private static final int LARGEST = 64;
    private static final Duration HOLD = Duration.ofMillis(10);
    private static final Duration PAUSE = Duration.ofMillis(8);

    private final SealedPosts.Desk one;
    private final SealedPosts.Desk many;
    private final String participant;
    private final StreamedTrips<Attempt, Answer> trips;

    /**
     * @param participant who we are to them
     * @param deadline after which nobody waits for a check any more
     */
    ChecksTogether(SealedPosts posts, String participant, Duration deadline) {
        this.one = posts.desk(ONE);
        this.many = posts.desk(MANY);
        this.participant = participant;
        this.trips = new StreamedTrips<>(
                new Rules(PLACES, LARGEST, HOLD, PAUSE, deadline),
                it -> it.payment().toString(),
                this::ask);
    }

    /** Emits what was said, or errors where nothing was. */
    Mono<Answer> ask(Attempt attempt) {
        return trips.ask(attempt).onErrorReturn(Strayed.class, new Answer.Silent("not an answer"));
    }

    private Flux<Told<Answer>> ask(List<Attempt> attempts) {
        var body = body(attempts);
        var answers = attempts.size() == 1 ? one.ask(body).flux() : many.askForLines(body);
        return answers.map(CheckMessage::heard);
    }

    private byte[] body(List<Attempt> attempts) {
        var body = new ByteArrayOutputStream();
        for (var attempt : attempts) {
            if (body.size() > 0) {
                body.write('\n');
            }
            body.writeBytes(CheckMessage.write(attempt, participant));
        }
        return body.toByteArray();
    }
}
