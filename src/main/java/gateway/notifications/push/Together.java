package gateway.notifications.push;

import gateway.notifications.Carried;
import gateway.notifications.push.FcmAnswers.Pushed;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the answers for all devices of a customer make of a message.
 *
 * @param toAll whether each device must have it; otherwise one that has it is enough, and a second attempt would
 *     disturb that one again
 */
record Together(boolean toAll) {

    private static final String NAME = "fcm";

    /** @param had whether some device has it from an earlier attempt, and was not asked again */
    Carried of(List<Pushed> answers, boolean had) {
        var before = had ? Stream.of(taken("earlier")) : Stream.<Carried>empty();
        return Stream.concat(before, answers.stream().flatMap(Together::carried))
                .reduce((one, other) -> weight(other) > weight(one) ? other : one)
                .orElseGet(() -> new Carried.Refused("no device"));
    }

    private static Stream<Carried> carried(Pushed pushed) {
        return switch (pushed) {
            case Pushed.Taken it -> Stream.of(taken(it.id()));
            case Pushed.Later it -> Stream.of(new Carried.Later(it.why(), it.pause()));
            case Pushed.NotKnown _ -> Stream.of(new Carried.Later("access token not accepted", null));
            case Pushed.Refused it -> Stream.of(new Carried.Refused(it.why()));
            // As if the device had never been there.
            case Pushed.TokenGone _ -> Stream.empty();
        };
    }

    private int weight(Carried carried) {
        return switch (carried) {
            case Carried.Refused _ -> 0;
            case Carried.Later _ -> toAll ? 2 : 1;
            case Carried.Taken _ -> toAll ? 1 : 2;
        };
    }

    private static Carried taken(String id) {
        return new Carried.Taken(NAME, id, false);
    }
}
