package gateway.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gateway.customers.Phone;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopUpCodeTest {

    private static final long LAST = 999_999_936;

    @Property
    void isReadAsItWasMadeAndIsNoPhone(@ForAll @LongRange(min = 1, max = LAST) long n) {
        var code = TopUpCode.of(n);

        assertThat(TopUpCode.parse(code.text())).contains(code);
        assertThat(PaidFor.of(code.text())).isEqualTo(new PaidFor.CardBy(code));
        assertThat(Phone.parse(code.text())).isEmpty();
    }

    @Property
    void oneDigitMistypedIsNoCode(
            @ForAll @LongRange(min = 1, max = LAST) long n,
            @ForAll @IntRange(max = 10) int at,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        var digits = TopUpCode.of(n).text().toCharArray();
        digits[at] = (char) ('0' + (digits[at] - '0' + by) % 10);

        assertThat(TopUpCode.parse(new String(digits))).isEmpty();
    }

    @Test
    void noTwoAreTheSameAndNeighboursAreFarApart() {
        var codes = LongStream.rangeClosed(1, 100_000)
                .mapToObj(n -> TopUpCode.of(n).text())
                .toList();

        assertThat(codes.stream().collect(Collectors.toSet())).hasSameSizeAs(codes);
        assertThat(codes.get(0).substring(0, 6)).isNotEqualTo(codes.get(1).substring(0, 6));
    }

    @Test
    void thereAreNoOthers() {
        assertThatIllegalArgumentException().isThrownBy(() -> TopUpCode.of(0));
        assertThatIllegalArgumentException().isThrownBy(() -> TopUpCode.of(LAST + 1));
    }

    /** Printed in groups it is typed in groups. */
    @Test
    void isTypedWithSpaces() {
        var text = TopUpCode.of(7).text();

        assertThat(TopUpCode.parse(" " + text.substring(0, 4) + " " + text.substring(4, 8) + "-" + text.substring(8)))
                .contains(TopUpCode.of(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "8600490000000000", "998901234567", "0123456789", "acc_1", "٠١٢٣٤٥٦٧٨٩٠"})
    void whateverElsePeopleTypeIsNone(String text) {
        assertThat(TopUpCode.parse(text)).isEmpty();
    }
}
