package gateway.sessions.codes;

import gateway.customers.Customer;
import gateway.customers.Customers;
import gateway.customers.Phone;
import gateway.platform.crypto.Sha256;
import gateway.sessions.StepUp;
import gateway.sessions.codes.Codes.Guess;
import gateway.sessions.codes.Codes.Kind;
import gateway.sessions.codes.Codes.Wish;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Confirms one transaction by a code sent to the customer's phone. */
@Component
class StepUpBySms implements StepUp {

    private final Codes codes;
    private final Customers customers;

    StepUpBySms(Codes codes, Customers customers) {
        this.codes = codes;
        this.customers = customers;
    }

    @Override
    public Mono<Challenge> challenge(CustomerId customer, String request, String binding, String shown) {
        return customers
                .find(customer)
                .flatMap(person -> codes.send(wish(person, request, binding, shown)))
                .map(sent -> new Challenge(sent.id(), sent.expiresAt()));
    }

    @Override
    public Mono<Result> confirm(ChallengeId challenge, CustomerId customer, String binding, String code) {
        return codes.guess(challenge, Kind.STEP_UP, boundTo(customer, binding), code)
                .map(StepUpBySms::result);
    }

    private static Wish wish(Customer person, String request, String binding, String shown) {
        return new Wish(
                Kind.STEP_UP,
                new Phone(person.phone()),
                boundTo(person.id(), request),
                boundTo(person.id(), binding),
                "",
                person.language(),
                CodeWords.stepUp(person.language(), shown));
    }

    // The customer is part of what is bound: a code never works for somebody else.
    private static byte[] boundTo(CustomerId customer, String binding) {
        return Sha256.of(customer + "\n" + binding);
    }

    private static Result result(Guess guess) {
        return switch (guess) {
            case Guess.Right _ -> Result.CONFIRMED;
            case Guess.Wrong _ -> Result.WRONG;
            case Guess.Expired _ -> Result.EXPIRED;
            case Guess.Locked _ -> Result.LOCKED;
            case Guess.Unknown _ -> Result.UNKNOWN;
        };
    }
}
