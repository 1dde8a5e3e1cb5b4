package gateway.sessions.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gateway.customers.Phone;
import gateway.platform.crypto.MasterKey;
import gateway.sessions.SessionProblem;
import gateway.sessions.codes.Codes.Guess;
import gateway.sessions.codes.Codes.Kind;
import gateway.sessions.policy.Policies;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import sandbox.embedded.Stores;

/** Whoever wears out a phone's codes of one kind leaves it those of the other, by the database. */
class CodeKindsModuleTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);
    private static final byte[] BOUND = {1, 2, 3};

    private static int phones;

    private final Phone phone = Phone.parse("99890556%04d".formatted(phones++)).orElseThrow();
    private String code = "";
    private final Codes codes = new Codes(
            Policies.shipped("sessions/default.yaml"),
            new CodeStore(DatabaseClient.create(Stores.database().connections())),
            message -> Mono.fromRunnable(() -> code = message.text()),
            new MasterKey(Base64.getEncoder().encodeToString(new byte[32])),
            new TimeOrderedIds(NOW, new SplittableRandom(71 + phones)),
            new SplittableRandom(72),
            NOW);

    private Codes.Sent send(Kind kind) {
        var wish = new Codes.Wish(kind, phone, null, BOUND, "Phone", "uz", text -> text);
        return Objects.requireNonNull(codes.send(wish).block());
    }

    private Guess guess(Codes.Sent sent, Kind kind, String typed) {
        return Objects.requireNonNull(codes.guess(sent.id(), kind, BOUND, typed).block());
    }

    private void refuses(SessionProblem problem, Kind kind) {
        assertThat(catchThrowableOfType(ProblemException.class, () -> send(kind))
                        .type())
                .isEqualTo(problem);
    }

    private static Kind other(Kind kind) {
        return kind == Kind.SIGN_IN ? Kind.STEP_UP : Kind.SIGN_IN;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void missesLockTheirKindOnly(Kind worn) {
        var before = send(other(worn));
        var right = code;
        var sent = send(worn);
        for (int miss = 0; miss < 3; miss++) {
            assertThat(guess(sent, worn, "AAAAAA")).isEqualTo(new Guess.Wrong());
        }

        assertThat(guess(sent, worn, code)).isInstanceOf(Guess.Locked.class);
        refuses(SessionProblem.CODES_LOCKED, worn);
        assertThat(guess(before, other(worn), right)).isInstanceOf(Guess.Right.class);
        assertThat(guess(send(other(worn)), other(worn), code)).isInstanceOf(Guess.Right.class);
        assertThat(guess(sent, worn, code)).as("that forgives nothing here").isInstanceOf(Guess.Locked.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void askingFillsTheWindowOfItsKindOnly(Kind worn) {
        for (int i = 0; i < 5; i++) {
            send(worn);
        }

        refuses(SessionProblem.TOO_MANY_CODES, worn);
        assertThat(guess(send(other(worn)), other(worn), code)).isInstanceOf(Guess.Right.class);
    }

    @Test
    void aRightOneForgivesTheMissesOfItsKind() {
        for (var kind : Kind.values()) {
            for (int round = 0; round < 2; round++) {
                var sent = send(kind);
                guess(sent, kind, "AAAAAA");
                guess(sent, kind, "AAAAAA");
                assertThat(guess(sent, kind, code)).isInstanceOf(Guess.Right.class);
            }
        }
    }
}
