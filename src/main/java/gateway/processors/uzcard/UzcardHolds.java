package gateway.processors.uzcard;

import gateway.processors.Holds.Release;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.uzcard.UzcardMessage.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Sets money aside through SVGate. Only a charge has an {@code ext}, so only a charge can be found again: a hold whose
 * answer was lost stays until its minutes are over, and moves nothing.
 */
final class UzcardHolds {

    /** SVGate gives a hold up by itself after this. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private static final int STANS = 1_000_000;
    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final DateTimeFormatter DATE12 = DateTimeFormatter.ofPattern("yyMMddHHmmss");

    private final UzcardClient client;
    private final Terminal terminal;
    private final int port;
    private final Clock clock;

    UzcardHolds(UzcardClient client, UzcardSettings settings, Clock clock) {
        this.client = client;
        this.terminal = new Terminal(settings.merchantId(), settings.terminalId());
        this.port = settings.port();
        this.clock = clock;
    }

    Mono<Reply> create(Leg leg, String cardToken, Duration period) {
        if (period.isNegative() || period.isZero() || period.compareTo(LONGEST) > 0) {
            return Mono.just(new Reply.NotSent("a hold lasts from a minute to 30 days"));
        }
        long minutes = Math.ceilDiv(period.toSeconds(), 60);
        return client.ask(new UzcardHoldMessage.Create(cardToken, amount(leg), Math.max(minutes, 1), terminal));
    }

    Mono<Outcome> charge(Leg leg, String hold) {
        var id = number(hold);
        return id.isEmpty()
                ? Mono.just(new Outcome.NotSent("not a hold of SVGate"))
                : client.ask(chargeOf(leg, id.getAsLong())).map(reply -> charged(leg, reply));
    }

    Mono<Release> dismiss(Leg leg, String hold) {
        var id = number(hold);
        return id.isEmpty()
                ? Mono.just(new Release.Gone())
                : client.ask(new UzcardHoldMessage.Dismiss(id.getAsLong(), amount(leg), terminal))
                        .map(reply -> dismissed(id.getAsLong(), reply));
    }

    // Nothing of ours is found by its STAN: ext names the message. It only has to have the form.
    private UzcardHoldMessage.Charge chargeOf(Leg leg, long hold) {
        var ext = leg.identity().value();
        return new UzcardHoldMessage.Charge(
                hold,
                ext,
                amount(leg),
                port,
                "%06d".formatted(Math.floorMod(ext.hashCode(), STANS)),
                DATE12.format(clock.instant().atZone(TASHKENT)),
                terminal);
    }

    static Outcome created(Leg leg, Reply reply) {
        if (!(reply instanceof Reply.Answered(JsonNode result))) {
            return UzcardAnswers.outcome(leg, reply);
        }
        var id = idOf(result);
        return id == null || !isDone(result)
                ? new Outcome.Unknown("not a hold that was created")
                : new Outcome.Approved(id, null);
    }

    // "Not found" after a charge may mean that an earlier one took it: trans.ext knows, and is asked.
    static Outcome charged(Leg leg, Reply reply) {
        return reply instanceof Reply.Failed(int code) && code == UzcardResponseCodes.HOLD_NOT_FOUND
                ? new Outcome.Unknown("the hold does not stand")
                : UzcardAnswers.outcome(leg, reply);
    }

    static Release dismissed(long hold, Reply reply) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Release.Unclear(why);
            case Reply.Unusable(String why) -> new Release.Unclear(why);
            case Reply.Failed(int code) when code == UzcardResponseCodes.HOLD_NOT_FOUND -> new Release.Gone();
            case Reply.Failed(int code)
            when UzcardResponseCodes.decline(code).isPresent() -> new Release.Refused(String.valueOf(code));
            case Reply.Failed(int code) -> new Release.Unclear("code " + code);
            case Reply.Answered(JsonNode result) ->
                String.valueOf(hold).equals(idOf(result)) && isDone(result)
                        ? new Release.Released()
                        : new Release.Unclear("not the hold that was asked for");
        };
    }

    private static boolean isDone(JsonNode result) {
        return result.path("status").canConvertToInt() && result.path("status").intValue() == 0;
    }

    private static @Nullable String idOf(JsonNode result) {
        var id = result.path("id");
        return id.isIntegralNumber() && id.canConvertToLong() && id.longValue() > 0
                ? String.valueOf(id.longValue())
                : null;
    }

    private static OptionalLong number(String hold) {
        return hold.matches("[1-9][0-9]{0,17}") ? OptionalLong.of(Long.parseLong(hold)) : OptionalLong.empty();
    }

    private static long amount(Leg leg) {
        return leg.request().amount().minor();
    }
}
