package gateway.fees;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.rulebook.Wording;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeeWordsTest {

    private static final Rate RATE = new Rate(12_500);
    private static final FeeWords WORDS = new FeeWords();

    static Stream<Reckoning> steps() {
        return Stream.of(
                new Reckoning.NothingMoves(),
                new Reckoning.Free(uzs(1)),
                new Reckoning.Slice(uzs(1), RATE, uzs(0)),
                new Reckoning.Slice(uzs(1), RATE, uzs(2)),
                new Reckoning.Slice(uzs(1), Rate.NOTHING, uzs(2)),
                new Reckoning.Rounded(uzs(1)),
                new Reckoning.RaisedToMinimum(uzs(1)),
                new Reckoning.LoweredToMaximum(uzs(1)),
                new Reckoning.Capped(uzs(1), uzs(2)),
                new Reckoning.VatOnTop(RATE, uzs(1)),
                new Reckoning.VatIncluded(RATE, uzs(1)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepHasWordsWithEveryNumber(Reckoning step) {
        var words = WORDS.of(step);

        assertThat(List.of(words.uz(), words.ru(), words.en()))
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{"));
    }

    @Test
    void saysItInThreeLanguages() {
        assertThat(WORDS.of(new Reckoning.Slice(uzs(100_00), RATE, uzs(2_00))))
                .isEqualTo(new Wording(
                        "100.00 UZS summadan 1.25 % va yana 2.00 UZS",
                        "1.25 % от 100.00 UZS и ещё 2.00 UZS", "1.25 % of 100.00 UZS, and 2.00 UZS"));
        assertThat(WORDS.of(new Reckoning.Capped(uzs(1), uzs(2))).en())
                .isEqualTo("Lowered to 0.01 UZS, all that is left of the cap of 0.02 UZS");
    }

    private static Money uzs(long minor) {
        return new Money(minor, Asset.UZS);
    }
}
