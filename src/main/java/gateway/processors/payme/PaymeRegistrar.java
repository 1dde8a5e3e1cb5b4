package gateway.processors.payme;

import gateway.cards.CardRegistrar;
import gateway.cards.CardRegistrar.Registration.CodeSent;
import gateway.cards.CardRegistrar.Registration.Confirmed;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.cards.CardRegistrar.Registration.Refused;
import gateway.cards.CardRegistrar.Registration.Unavailable;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.cards.TokenRemover;
import gateway.processors.JsonRpc.Reply;
import gateway.processors.payme.PaymeMessage.CreateCard;
import gateway.processors.payme.PaymeMessage.RemoveCard;
import gateway.processors.payme.PaymeMessage.SendCode;
import gateway.processors.payme.PaymeMessage.VerifyCard;
import java.time.YearMonth;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Has Payme keep a card: it gives a token, sends its own code to the holder's phone, and lets the token pay once it got
 * the code back. Before that the token is good for nothing, so that it may be the registration's reference.
 */
@Component
class PaymeRegistrar implements CardRegistrar, TokenRemover {

    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z._=+/-]{8,1024}");
    private static final Pattern MASKED_PHONE = Pattern.compile("[0-9*+]{4,20}");

    private final PaymeClient client;

    PaymeRegistrar(PaymeClient client) {
        this.client = client;
    }

    @Override
    public Scheme scheme() {
        return Scheme.PAYME;
    }

    @Override
    public Mono<Registration> begin(Pan pan, YearMonth expiry) {
        return client.ask(new CreateCard(pan, expiry)).flatMap(this::sendCode);
    }

    @Override
    public Mono<Registration> confirm(String reference, String code) {
        return TOKEN.matcher(reference).matches()
                ? client.ask(new VerifyCard(reference, code))
                        .map(reply -> registration(reply, result -> confirmed(reference, result)))
                : Mono.just(new Refused(Reason.CODE_EXPIRED, "-31101"));
    }

    @Override
    public Mono<Boolean> remove(String railToken) {
        return client.ask(new RemoveCard(railToken)).map(reply -> switch (reply) {
            case Reply.Answered(JsonNode result) -> result.path("success").asBoolean(false);
            case Reply.Failed(int code) -> PaymeResponseCodes.isUnknownCard(code);
            case Reply.NotSent _, Reply.Unusable _ -> false;
        });
    }

    // Payme may know the card as verified, by whoever had it kept before: that proves nothing about this customer.
    private Mono<Registration> sendCode(Reply created) {
        var token = created instanceof Reply.Answered(JsonNode result)
                ? result.path("card").path("token").stringValue("")
                : "";
        return TOKEN.matcher(token).matches()
                ? client.ask(new SendCode(token)).map(reply -> registration(reply, result -> codeSent(token, result)))
                : Mono.just(registration(created, _ -> new Unavailable("a card without a token")));
    }

    private static Registration registration(Reply reply, Function<JsonNode, Registration> read) {
        return switch (reply) {
            case Reply.NotSent(String why) -> new Unavailable(why);
            case Reply.Unusable(String why) -> new Unavailable(why);
            case Reply.Failed(int code) ->
                PaymeResponseCodes.refusal(code)
                        .<Registration>map(reason -> new Refused(reason, String.valueOf(code)))
                        .orElseGet(() -> new Unavailable("code " + code));
            case Reply.Answered(JsonNode result) -> read.apply(result);
        };
    }

    private static Registration codeSent(String token, JsonNode result) {
        var phone = result.path("phone").stringValue("");
        return result.path("sent").asBoolean(false)
                ? new CodeSent(token, MASKED_PHONE.matcher(phone).matches() ? phone : "")
                : new Unavailable("a code that was not sent");
    }

    private static Registration confirmed(String token, JsonNode result) {
        var card = result.path("card");
        return token.equals(card.path("token").stringValue(null))
                        && card.path("verify").asBoolean(false)
                ? new Confirmed(token, null)
                : new Unavailable("not the card that was verified");
    }
}
