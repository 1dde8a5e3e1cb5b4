package gateway.customers.kyc;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.Phone;
import gateway.customers.kyc.IdentityRegistry.Answer;
import gateway.customers.kyc.IdentityRegistry.Answer.Answered;
import gateway.customers.kyc.IdentityRegistry.Answer.NoAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.identity.PersonRegistry;

/** What the registry's answers mean, and what its silence does. */
class HttpRegistryTest {

    private static PersonRegistry registry;

    @BeforeAll
    static void start() {
        registry = new PersonRegistry(0);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private static Answer ask(String serial, @Nullable String token) {
        var url = URI.create("http://127.0.0.1:" + registry.port());
        var settings = new RegistrySettings(
                url,
                token == null ? "sandbox" : token,
                Duration.ofMillis(serial.equals("503") ? 500 : 20_000),
                10,
                Duration.ofSeconds(10));
        var shown = Submission.read(
                People.with(People.pinfl(serial), "AA1234567", "2027-01-31"), LocalDate.of(2026, 11, 26));
        return new HttpRegistry(settings)
                .ask(shown, new Phone("998901234567"))
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void yesIsOnlyWhatIsSaidToBeSo() {
        assertThat(ask("100", null)).isInstanceOfSatisfying(Answered.class, it -> {
            assertThat(it.person()).isTrue();
            assertThat(it.phone()).isTrue();
            assertThat(it.document()).isTrue();
            assertThat(it.documentUntil()).isNotNull();
        });
        var nothing = new Answered(false, false, false, null);
        assertThat(ask("404", null)).isEqualTo(nothing);
        assertThat(ask("405", null)).isEqualTo(nothing);
        assertThat(ask("406", null)).isEqualTo(nothing);
        assertThat(ask("408", null)).isEqualTo(new Answered(true, true, false, null));
        assertThat(ask("409", null)).isEqualTo(new Answered(true, true, false, null));
        assertThat(ask("407", null))
                .isInstanceOfSatisfying(
                        Answered.class, it -> assertThat(it.phone()).isFalse());
    }

    @Test
    void silenceAndRefusalAreNoAnswer() {
        assertThat(ask("503", null)).isEqualTo(new NoAnswer("TimeoutException"));
        assertThat(ask("100", "wrong")).isEqualTo(new NoAnswer("status 401"));
    }
}
