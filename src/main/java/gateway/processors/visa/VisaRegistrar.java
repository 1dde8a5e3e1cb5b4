package gateway.processors.visa;

import gateway.cards.CardRegistrar;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.processors.visa.VisaMessage.Answer;
import java.time.YearMonth;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks the issuer whether a card is good, by an account verification of amount zero. VISA sends no code of its own; the
 * card's security code is never handled here.
 */
@Component
final class VisaRegistrar implements CardRegistrar {

    private final TraceNumbers numbers;
    private final VisaFormat format;
    private final VisaClient client;

    VisaRegistrar(TraceNumbers numbers, VisaFormat format, VisaClient client) {
        this.numbers = numbers;
        this.format = format;
        this.client = client;
    }

    @Override
    public Scheme scheme() {
        return Scheme.VISA;
    }

    @Override
    public Mono<Registration> begin(Pan pan, YearMonth expiry) {
        return numbers.next()
                .map(identity -> format.write(new VisaMessage.Verification(identity, pan, expiry)))
                .flatMap(client::ask)
                .map(VisaRegistrar::registration)
                .onErrorReturn(new Registration.Unavailable("the card could not be checked now"));
    }

    /** There is never a code to confirm. */
    @Override
    public Mono<Registration> confirm(String reference, String code) {
        return Mono.just(new Registration.Refused(Registration.Reason.CODE_WRONG, ""));
    }

    private static Registration registration(Answer answer) {
        return switch (answer) {
            case Answer.NotSent(var why) -> new Registration.Unavailable(why);
            case Answer.Silent(var why) -> new Registration.Unavailable(why);
            case Answer.Answered(var message) ->
                VisaResponseCodes.ofVerification(message.get(39).orElse(""));
        };
    }
}
