package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.shared.problems.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wanted for one customer. */
class PersonalWishTest {

    private static final String GOOD =
            "{\"customer\":\"%s\",\"limit\":\"amounts\",\"max\":\"12.50\",\"until\":\"2026-12-31T19:00:00Z\"}"
                    .formatted(Rules.CUSTOMER);

    private static final Window HOUR = new Window.Rolling(Duration.ofHours(1));
    private static final LimitBook BOOK = new LimitBook(List.of(
            Rules.rule("amounts", Measure.AMOUNT, HOUR, 100),
            Rules.rule("counts", Measure.COUNT, HOUR, 3),
            Rules.by(Rules.rule("shops", Measure.AMOUNT, HOUR, 100), Set.of(Dimension.PAYEE)),
            Rules.by(Rules.rule("bank", Measure.AMOUNT, HOUR, 100), Set.of())));

    private static String read(String content) {
        var wish = PersonalWish.read(content);
        var rule = wish.rule(BOOK, Rules.NOON);
        return "%s %d %s %s".formatted(rule.id(), wish.units(rule), wish.end(Rules.NOON), wish.whose());
    }

    @Test
    void anAmountOrANumberUntilADay() {
        assertThat(read(GOOD)).isEqualTo("amounts 1250 2026-12-31T19:00:00Z " + Rules.CUSTOMER);
        assertThat(read(GOOD.replace("amounts", "counts").replace("12.50", "7")))
                .startsWith("counts 7 ");
        assertThat(read(GOOD.replace("12.50", "0"))).startsWith("amounts 0 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            12.50                | -1                   | max
            12.50                | 1.001                | max
            12.50                | 99999999999999999999 | max
            12.50                | NaN                  | max
            amounts              | nothing              | limit
            amounts              | shops                | limit
            amounts              | bank                 | limit
            2026-12-31T19:00:00Z | 2026-12-31           | until
            2026-12-31T19:00:00Z | 2026-11-26T12:00:00Z | until
            2026-12-31T19:00:00Z | 2027-12-31T19:00:00Z | until
            cus_                 | pay_                 | customer
            "max":"12.50",       | ``                   |
            "max":"12.50"        | "max":null           |
            "max"                | "maximum"            |
            "until"              | "x":1,"until"        |
            {                    | [                    |
            """)
    void anythingElseIsRefusedAndSaysWhy(String good, String bad, String field) {
        assertThat(GOOD).contains(good);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(GOOD.replace(good, bad)))
                .satisfies(no -> {
                    assertThat(no.type()).isEqualTo(LimitProblem.PERSONAL_LIMIT_UNFIT);
                    assertThat(no.members().get("field")).isEqualTo(field);
                });
    }

    @Test
    void aNumberOfPaymentsIsWhole() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(GOOD.replace("amounts", "counts")))
                .satisfies(no -> assertThat(no.members().get("field")).isEqualTo("max"));
    }

    @Test
    void aRuleThatHasNotBegunCanBeRaisedForNobody() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PersonalWish.read(GOOD).rule(BOOK, Instant.EPOCH.minusSeconds(1)));
    }
}
