package gateway.cards;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration;
import gateway.cards.postgres.RegistrationStore.Claim;
import gateway.cards.postgres.RegistrationStore.Waiting;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RegistrationId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds a card number or a rail's token does not print it. */
class CardSecretsTest {

    private static final String DIGITS = Numbers.visa(4711);
    private static final String TOKEN = "8156315C0000TOKEN";

    @ParameterizedTest
    @MethodSource("holders")
    void printNeitherNumberNorToken(Object holder) {
        assertThat(holder.toString()).doesNotContain(DIGITS).doesNotContain(TOKEN);
    }

    static Stream<Object> holders() {
        var pan = Numbers.pan(DIGITS);
        var expiry = YearMonth.of(2030, 1);
        var owner = new CustomerId(new UUID(1, 2));
        var registration = new RegistrationId(new UUID(1, 3));
        var candidate = new Candidate(pan, expiry, Scheme.VISA, null);
        return Stream.of(
                pan,
                candidate,
                new CardDetails(new CardId(new UUID(1, 4)), Scheme.VISA, pan, expiry, TOKEN),
                new LinkCard.Request(owner, DIGITS, "2030-01", null, "key-000001", DIGITS.getBytes()),
                new Registration.Confirmed(TOKEN, CardsFixture.PHONE),
                new Waiting(candidate, "ref", 1),
                new Claim(registration, owner, "key-000001", new byte[32], candidate, Instant.EPOCH, Instant.EPOCH));
    }
}
