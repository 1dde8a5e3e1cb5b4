package gateway.fees.pack;

import static gateway.fees.pack.FeeText.pack;
import static gateway.fees.pack.FeeText.plain;
import static gateway.fees.pack.FeeText.schedule;
import static gateway.fees.pack.PackReaderTest.onlyFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gateway.rulebook.PackText;
import gateway.rulebook.Remark;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that is no pack, schedules that cannot hold, and what is only strange. */
class PackTextTest {

    private static final String GOOD = pack(plain());

    static Stream<Arguments> notPacks() {
        return Stream.of(
                arguments("", 1, "the pack is empty"),
                arguments("# nothing\n", 1, "the pack is empty"),
                arguments("[]", 1, "must have the fields format, pack, schedules"),
                arguments("format: 1\n\tpack: x\n", 2, "not the YAML that is read here"),
                arguments(GOOD + "---\n" + GOOD, 17, "not the YAML that is read here"),
                arguments("format: 2\npack: x\nschedules: []\n", 1, "must be 1"),
                arguments("format: 1\npack: x\n", 1, "lacks the field schedules"),
                arguments("format: 1\npack: x\npack: y\nschedules: []\n", 3, "has the field pack twice"),
                arguments("format: 1\npack: x\nschedules: []\nextra: 1\n", 4, "has a field that is not known"),
                arguments("format: 1\npack: x\nschedules: []\n1: 1\n", 4, "a field's name must be a text"),
                arguments("format: 1\npack: x\nschedules: []\n<<: {}\n", 4, "a field's name must be a text"),
                arguments("format: 1\npack: &a x\nschedules: []\n", 2, "aliases and anchors are not read"),
                arguments("format: 1\npack: *a\nschedules: []\n", 2, "aliases and anchors are not read"),
                arguments("format: 1\npack: !!str x\nschedules: []\n", 2, "tags are not read"),
                arguments(
                        "format: 1\npack: x\nschedules: !!javax.script.ScriptEngineManager []\n",
                        3,
                        "tags are not read"),
                arguments(
                        "format: 1\npack: x\nschedules: " + "[".repeat(40) + "]".repeat(40),
                        3,
                        "it is nested too deeply"),
                arguments("#" + "x".repeat(PackText.MOST_CHARACTERS), 1, "a pack has at most"),
                arguments("format: 1\npack: x\nschedules: [" + "0,".repeat(501) + "]", 3, "more than 500 items"));
    }

    @ParameterizedTest
    @MethodSource("notPacks")
    void refusesWhatIsNoPack(String text, int line, String reason) {
        var remark = onlyFault(text);

        assertThat(remark.reason()).contains(reason);
        assertThat(remark.line()).isEqualTo(line);
    }

    static Stream<Arguments> unfitSchedules() {
        return Stream.of(
                arguments("from: 2026-01-01", "from: 2025-11-30", 7, ".from", "it is back-dated"),
                arguments("from: 2026-01-01", "from: 2026-02-30", 7, ".from", "there is no such day"),
                arguments("from: 2026-01-01", "from: 2026-1-1", 7, ".from", "must be a day such as"),
                arguments("from: 2026-01-01", "from: 2026-01-01T00:00:00Z", 7, ".from", "must be a day such as"),
                arguments("rounding: half-up", "until: 2026-01-01\n    rounding: half-up", 14, ".until", "ends before"),
                arguments("version: 1", "version: 0", 5, ".version", "versions begin with 1"),
                arguments("version: 1", "version: 1.0", 5, ".version", "must be a whole number"),
                arguments("confidence: sample", "confidence: sure", 9, ".confidence", "must be one of documented"),
                arguments("rounding: half-up", "rounding: half-down", 14, ".rounding", "must be one of half-up"),
                arguments("decided: 2025-12-01\n", "\n", 4, "", "lacks the field decided"),
                arguments("source: \"the test\"", "source: \"\"", 8, ".source", "must be a text of one line"));
    }

    @ParameterizedTest
    @MethodSource("unfitSchedules")
    void refusesASchedule(String right, String wrong, int line, String path, String reason) {
        assertThat(GOOD).contains(right);

        var remark = onlyFault(GOOD.replace(right, wrong));

        assertThat(remark.reason()).contains(reason);
        assertThat(remark.path()).isEqualTo("schedules[0]" + path);
        assertThat(remark.line()).isEqualTo(line);
    }

    static Stream<Arguments> unfitTogether() {
        return Stream.of(
                arguments("2026-01-01", 2, "2026-07-01", "it overlaps in time with transfers v1"),
                arguments("2026-01-01..2026-07-02", 2, "2026-07-01", "it overlaps in time with transfers v1"),
                arguments("2026-01-01..2026-07-01", 1, "2026-07-01", "must stand in their order, each once"),
                arguments("2026-07-01", 2, "2026-01-01..2026-07-01", "it is back-dated: it would hold before"));
    }

    @ParameterizedTest
    @MethodSource("unfitTogether")
    void refusesVersionsThatDoNotFollowEachOther(String first, int version, String second, String reason) {
        var text = pack(schedule("transfers", 1, first, plain()), schedule("transfers", version, second, plain()));

        var remark = onlyFault(text);

        assertThat(remark.reason()).contains(reason);
        assertThat(remark.path()).isEqualTo("schedules[1]");
    }

    @Test
    void refusesAFeeOfTwoSchedules() {
        var text = pack(schedule("one", 1, "2026-01-01", plain()), schedule("two", 1, "2026-01-01", plain()));

        assertThat(onlyFault(text))
                .isEqualTo(new Remark(17, "schedules[1]", "the fee transfer belongs to another schedule"));
    }

    @Test
    void refusesACountedFeeInAnotherCurrency() {
        var text = capped("UZS", "300000.00", "USD", "30.00");

        assertThat(onlyFault(text).path()).isEqualTo("schedules[1]");
        assertThat(onlyFault(text).reason())
                .isEqualTo("the fee transfer is counted in another currency; give it another name");
        assertThat(FeeText.read(capped("UZS", "300000.00", "UZS", "30.00")).schedules())
                .hasSize(2);
    }

    private static String capped(String first, String cap, String second, String other) {
        return pack(
                schedule("transfers", 1, "2026-01-01..2026-07-01", capped(first, cap)),
                schedule("transfers", 2, "2026-07-01", capped(second, other)));
    }

    private static FeeText capped(String currency, String cap) {
        return plain().with("currency: " + currency, "period: year", "cap: \"" + cap + "\"");
    }

    @Test
    void whatIsNotCountedMayChangeItsCurrency() {
        var text = pack(
                schedule("transfers", 1, "2026-01-01..2026-07-01", plain()),
                schedule("transfers", 2, "2026-07-01", plain().with("currency: USD")));

        assertThat(FeeText.read(text).schedules()).hasSize(2);
    }

    @Test
    void readsVersionsThatFollowEachOther() {
        var text = pack(
                schedule("transfers", 1, "2026-01-01..2026-07-01", plain()),
                schedule("transfers", 3, "2026-07-01", plain()),
                schedule("others", 1, "2026-01-01", plain().with("id: other")));

        assertThat(FeeText.read(text).schedules()).hasSize(3);
    }

    @Test
    void warnsWhereMoreIsCheaper() {
        var drop = plain().with("charge: {volume: [{above: '0', up-to: '100', percent: '2'},"
                + " {above: '100', up-to: '200', percent: '1', fixed: '1'}, {above: '200', percent: '1'}]}");

        // 100 costs 2 and 100.01 costs 2.00; 200 costs 3 and 200.01 costs 2.
        assertThat(warnings(drop))
                .containsExactly(new Remark(
                        16, "schedules[0].fees[0]", "above 200.00 UZS the fee drops: moving more costs less"));
        assertThat(warnings(drop.with("min: '3'"))).isEmpty();
    }

    @Test
    void warnsOfAMinimumThatNeverApplies() {
        assertThat(warnings(plain().with("min: '5'", "period: day", "cap: '4'")))
                .extracting(Remark::reason)
                .containsExactly("min is larger than cap, so it never applies");
    }

    private static java.util.List<Remark> warnings(FeeText fee) {
        return switch (PackReader.read(pack(fee))) {
            case ReadPack.Accepted it -> it.warnings();
            case ReadPack.Refused it -> throw new AssertionError(it.faults());
        };
    }
}
