package gateway.processors.humo;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table knows every published action code, and guesses at none. */
class HumoResponseCodesTest {

    private static final List<String> PUBLISHED = Stream.of(
                    IntStream.rangeClosed(0, 7),
                    IntStream.rangeClosed(100, 129),
                    IntStream.of(180),
                    IntStream.rangeClosed(200, 210),
                    IntStream.of(280, 281),
                    IntStream.rangeClosed(300, 309),
                    IntStream.of(400, 499),
                    IntStream.rangeClosed(500, 504),
                    IntStream.rangeClosed(600, 606),
                    IntStream.of(680, 681, 700, 800),
                    IntStream.rangeClosed(900, 920))
            .flatMap(codes -> codes.mapToObj("%03d"::formatted))
            .toList();

    @Test
    void knowsEveryPublishedCodeAndNoOther() {
        assertThat(HumoResponseCodes.all().keySet())
                .containsAll(PUBLISHED)
                .hasSize(PUBLISHED.size() + 1)
                .contains("-1");
    }

    @Test
    void approvesOnlyFullApprovals() {
        assertThat(PUBLISHED.stream()
                        .filter(code -> HumoResponseCodes.meaning(code) instanceof HumoResponseCodes.Meaning.Approved))
                .containsExactly("000", "001", "003", "004", "005", "006", "007");
    }

    @Test
    void declinesEveryCodeOfTheIssuer() {
        assertThat(PUBLISHED.stream().filter(code -> code.startsWith("1") || code.startsWith("2")))
                .allSatisfy(code -> assertThat(HumoResponseCodes.refusal(code)).isInstanceOf(Outcome.Declined.class));
    }

    @Test
    void keepsTheRailsOwnCode() {
        assertThat(HumoResponseCodes.refusal("116"))
                .isEqualTo(new Outcome.Declined(DeclineReason.INSUFFICIENT_FUNDS, "116"));
    }

    @Test
    void isNotSureWhenSomebodyMayHaveExecutedIt() {
        assertThat(List.of("000", "002", "400", "499", "909", "911", "913", "914", "915", "-1", "", "9999", "16"))
                .allSatisfy(code -> assertThat(HumoResponseCodes.refusal(code)).isInstanceOf(Outcome.Unknown.class));
    }
}
