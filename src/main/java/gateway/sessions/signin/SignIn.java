package gateway.sessions.signin;

import gateway.customers.Phone;
import gateway.platform.crypto.Sha256;
import gateway.sessions.SessionProblem;
import gateway.sessions.codes.CodeWords;
import gateway.sessions.codes.Codes;
import gateway.sessions.codes.Codes.Guess;
import gateway.sessions.codes.Codes.Kind;
import gateway.sessions.codes.Codes.Sent;
import gateway.sessions.codes.Codes.Wish;
import gateway.shared.ids.ChallengeId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Signs a customer in: a code to the phone, then the code back from the device that asked. */
@Component
public class SignIn {

    private final Codes codes;
    private final Registration registration;
    private final OpenSession sessions;

    SignIn(Codes codes, Registration registration, OpenSession sessions) {
        this.codes = codes;
        this.registration = registration;
        this.sessions = sessions;
    }

    /**
     * Whether the phone is known makes no difference. Errors as {@link Codes#send}.
     *
     * @param deviceKey thumbprint of the key that will have to prove itself with the code
     */
    public Mono<Sent> start(Phone phone, String deviceKey, String deviceName, String language) {
        var text = CodeWords.signIn(language);
        return codes.send(new Wish(Kind.SIGN_IN, phone, null, boundTo(deviceKey), deviceName, language, text));
    }

    /** The first time registers the customer. Errors with SIGN_IN_CODE_WRONG, SIGN_IN_CODE_EXPIRED or CODES_LOCKED. */
    public Mono<Tokens> confirm(ChallengeId challenge, String code, String deviceKey) {
        return codes.guess(challenge, Kind.SIGN_IN, boundTo(deviceKey), code)
                .map(SignIn::accepted)
                .flatMap(right -> registration
                        .customerOf(right.phone(), right.language())
                        .flatMap(customer -> sessions.open(customer, deviceKey, right.deviceName())));
    }

    private static Guess.Right accepted(Guess guess) {
        return switch (guess) {
            case Guess.Right right -> right;
            case Guess.Expired _ -> throw SessionProblem.SIGN_IN_CODE_EXPIRED.because("Ask for a new code");
            case Guess.Locked(var remaining) ->
                throw SessionProblem.CODES_LOCKED
                        .because("Try again later")
                        .with("retryAfter", remaining.toSeconds() + 1);
            // Which of them it was is nobody's business.
            case Guess.Wrong _, Guess.Unknown _ ->
                throw SessionProblem.SIGN_IN_CODE_WRONG.because("Check the code and try again");
        };
    }

    private static byte[] boundTo(String deviceKey) {
        return Sha256.of(deviceKey);
    }
}
