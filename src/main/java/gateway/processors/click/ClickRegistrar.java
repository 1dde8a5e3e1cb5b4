package gateway.processors.click;

import gateway.cards.CardRegistrar;
import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.cards.CardRegistrar.Registration.Refused;
import gateway.cards.CardRegistrar.Registration.Unavailable;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.cards.TokenRemover;
import gateway.processors.click.ClickMessage.RemoveToken;
import gateway.processors.click.ClickMessage.Reply;
import gateway.processors.click.ClickMessage.RequestToken;
import gateway.processors.click.ClickMessage.VerifyToken;
import java.time.YearMonth;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Has Click keep a card: it gives a token, sends its own code to the holder's phone, and lets the token pay once it got
 * the code back. Click does not say what its error codes mean, so that every no to a card is "not permitted" and every
 * no to a code "wrong".
 */
@Component
class ClickRegistrar implements CardRegistrar, TokenRemover {

    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z._=+/-]{8,1024}");
    private static final Pattern PHONE = Pattern.compile("[0-9*+]{4,20}");
    private static final int SHOWN = 4;

    private final ClickClient client;

    ClickRegistrar(ClickClient client) {
        this.client = client;
    }

    @Override
    public Scheme scheme() {
        return Scheme.CLICK;
    }

    @Override
    public Mono<Registration> begin(Pan pan, YearMonth expiry) {
        return client.ask(new RequestToken(pan, expiry))
                .map(reply -> registration(reply, Reason.NOT_PERMITTED, ClickRegistrar::codeSent));
    }

    @Override
    public Mono<Registration> confirm(String reference, String code) {
        return TOKEN.matcher(reference).matches()
                ? client.ask(new VerifyToken(reference, code))
                        .map(reply -> registration(reply, Reason.CODE_WRONG, _ -> new Confirmed(reference, null)))
                : Mono.just(new Refused(Reason.CODE_EXPIRED, ""));
    }

    // Absent is Click's own word that it knows no such token.
    @Override
    public Mono<Boolean> remove(String railToken) {
        return client.ask(new RemoveToken(railToken)).map(reply -> switch (reply) {
            case Reply.Answered _, Reply.Absent _ -> true;
            case Reply.Failed _, Reply.NotSent _, Reply.Unusable _ -> false;
        });
    }

    private static Registration registration(Reply reply, Reason no, Function<JsonNode, Registration> read) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Unavailable(why);
            case Reply.Unusable(String why) -> new Unavailable(why);
            case Reply.Absent _ -> new Refused(no, "404");
            case Reply.Failed(int code) -> new Refused(no, String.valueOf(code));
            case Reply.Answered(JsonNode result) -> read.apply(result);
        };
    }

    private static Registration codeSent(JsonNode result) {
        var token = result.path("card_token").stringValue("");
        return TOKEN.matcher(token).matches()
                ? new CodeSent(token, masked(result.path("phone_number").stringValue("")))
                : new Unavailable("a card without a token");
    }

    private static String masked(String phone) {
        if (!PHONE.matcher(phone).matches()) {
            return "";
        }
        int hidden = phone.length() - SHOWN;
        return "*".repeat(hidden) + phone.substring(hidden);
    }
}
