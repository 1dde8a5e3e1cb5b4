package gateway.fees.pack;

import static gateway.fees.pack.FeeText.pack;
import static gateway.fees.pack.FeeText.plain;
import static gateway.fees.pack.FeeText.schedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gateway.rulebook.Remark;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pack may not say: each refused with its line, its path and its reason, and the whole pack with it. */
class PackReaderTest {

    private static final String FEE = "schedules[0].fees[0]";
    private static final int FEE_LINE = 16;

    static Stream<Arguments> unfitFees() {
        return Stream.of(tiers(), amounts(), charges(), divisions(), taxesAndPeriods(), words(), throughOperators())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> tiers() {
        return Stream.of(
                tiers(
                        "[{above: '0', up-to: '10', percent: '1'}, {above: '11', percent: '1'}]",
                        "[1]",
                        "there is a gap"),
                tiers("[{above: '0', up-to: '10', percent: '1'}, {above: '9', percent: '1'}]", "[1]", "it overlaps"),
                tiers("[{above: '0', up-to: '10', percent: '1'}]", "[0]", "the last tier must be open"),
                tiers(
                        "[{above: '0', percent: '1'}, {above: '9', percent: '1'}]",
                        "[0]",
                        "only the last tier may be open"),
                tiers("[{above: '1', percent: '1'}]", "[0]", "the first tier must begin above 0"),
                tiers("[{above: '0', up-to: '0', percent: '1'}, {above: '0', percent: '1'}]", "[0]", "ends before"),
                tiers("[]", "", "there must be at least one tier"),
                tiers("[{above: '0'}]", "[0]", "a tier needs a fixed part"),
                tiers("{above: '0'}", "", "must be a list"));
    }

    private static Stream<Arguments> amounts() {
        return Stream.of(
                unfit("min", "'2'", "min is larger than max", plain().with("max: '1'")),
                unfit("min", "'-2'", "must not be negative"),
                unfit("max", "'-2'", "must not be negative"),
                unfit("cap", "'-1'", "must not be negative", plain().with("period: day")),
                unfit("min", "2.00", "must be an amount in quotes"),
                unfit("min", "2", "must be an amount in quotes"),
                unfit("min", "1e3", "must be an amount"),
                unfit("min", "'1e3'", "must be an amount such as"),
                unfit("min", "'2.001'", "with at most 2 decimals"),
                unfit("min", "'1 000'", "must be an amount such as"),
                unfit("min", "'99999999999999999999'", "must be an amount such as"),
                unfit("min", "~", "must be an amount in quotes"),
                unfit("min", "['1']", "must be an amount in quotes"),
                unfit("currency", "XAU", "no such currency"),
                unfit("currency", "uzs", "no such currency"),
                unfit("min", "'1 USD'", "must be an amount"));
    }

    private static Stream<Arguments> charges() {
        return Stream.of(
                unfit("charge.percent", "{percent: '-1'}", "must not be negative"),
                unfit("charge.percent", "{percent: '100.0001'}", "must be percent from"),
                unfit("charge.percent", "{percent: '101'}", "must be percent from"),
                unfit("charge.percent", "{percent: '1.00001'}", "with at most 4 decimals"),
                unfit("charge.percent", "{percent: 1.5}", "must be percent in quotes"),
                unfit("charge.fixed", "{fixed: 0.1}", "must be an amount in quotes"),
                unfit("charge", "{fixed: '1', percent: '1'}", "must be one of fixed, percent"),
                unfit("charge", "{}", "must be one of fixed, percent"),
                unfit("charge", "{plus: '1'}", "must be one of fixed, percent"),
                unfit("charge.plus", "{fixed: '1', plus: '1'}", "only percent has something on top"),
                unfit("charge", "'1 %'", "must have the fields"));
    }

    private static Stream<Arguments> divisions() {
        return Stream.of(
                shares("[{who: bank, percent: '99'}], leftover: bank", "", "must be 100 % together, not 99 %"),
                shares("[{who: bank, percent: '99'}, {who: agent, percent: '2'}], leftover: bank", "", "not more"),
                shares("[{who: bank, percent: '100'}], leftover: agent", "", "must have a part"),
                shares(
                        "[{who: bank, percent: '50'}, {who: bank, percent: '50'}], leftover: bank",
                        ".parts[1]",
                        "already"),
                shares("[{who: nobody, percent: '100'}], leftover: bank", ".parts[0].who", "must be one of acquirer"),
                shares("[{who: bank, percent: '100'}]", "", "lacks the field leftover"),
                shares("[], leftover: bank", "", "must be 100 %"),
                unfit("", "shares", "treasury", "the treasury gets the VAT"),
                unfit("payer", "{parts: [{who: sender, percent: '40'}], leftover: sender}", "must be 100 %"),
                unfit("payer", "bank", "must be one of sender, receiver"));
    }

    private static Stream<Arguments> taxesAndPeriods() {
        return Stream.of(
                unfit("vat.percent", "{class: exempt, percent: '12'}", "what is not taxed has no rate"),
                unfit("vat", "{class: on-top}", "lacks the field percent"),
                unfit("vat.percent", "{class: included, percent: '112'}", "must be percent from"),
                unfit("vat.class", "{class: some}", "must be one of none, exempt, on-top, included"),
                unfit("", "cap", "'1'", "needs a period"),
                unfit("", "free", "{count: 1}", "needs a period"),
                unfit("period", "month", "needs a cap or a free quota"),
                unfit("period", "week", "must be one of day, month, year"),
                unfit("free", "{}", "needs a count or a volume", plain().with("period: day")),
                unfit("free.count", "{count: -1}", "must be a whole number from 0", plain().with("period: day")),
                unfit("free.count", "{count: 1.0}", "must be a whole number", plain().with("period: day")),
                unfit("free.count", "{count: '1'}", "must be a whole number", plain().with("period: day")),
                unfit("free.count", "{count: 99999999999}", "must be a whole number", plain().with("period: day")),
                unfit("free.volume", "{volume: '-1'}", "must not be negative", plain().with("period: day")));
    }

    private static Stream<Arguments> words() {
        return Stream.of(
                unfit("operations", "[]", "must not be empty"),
                unfit("operations[1]", "[top-up, top-up]", "stands there twice"),
                unfit("operations[0]", "[gift]", "must be one of card-to-merchant"),
                unfit("from[0]", "[moon]", "must be one of uzcard"),
                unfit("refund", "maybe", "must be one of full, pro-rata, kept"),
                unfit("id", "Transfer", "must be a name such as"),
                unfit("id", "'a b'", "must be a name such as"),
                unfit("id", "no", "must be a name"),
                unfit("name", "{uz: 'a', ru: 'b'}", "lacks the field en"),
                unfit("name.en", "{uz: 'a', ru: 'b', en: ' '}", "must be a text of one line"),
                unfit("name.en", "{uz: 'a', ru: 'b', en: yes}", "must be a text"),
                unfit("", "colour", "red", "has a field that is not known"));
    }

    private static Stream<Arguments> throughOperators() {
        var fit = plain().with("operations: [top-up, operator-top-up]", "payer: receiver");
        return Stream.of(
                arguments("", "only the receiver can pay", fit.with("payer: sender")),
                arguments(
                        "",
                        "only the receiver can pay",
                        fit.with("payer: {parts: [{who: sender, percent: '1'}, {who: receiver, percent: '99'}],"
                                + " leftover: sender}")),
                arguments("", "cannot be kept", fit.with("refund: kept")),
                arguments("", "no period, cap or free quota", fit.with("period: day", "cap: '5'")),
                arguments("", "no period, cap or free quota", fit.with("period: day", "free: {count: 3}")));
    }

    @ParameterizedTest
    @MethodSource("unfitFees")
    void refusesAFeeThatCannotBeMeant(String path, String reason, FeeText fee) {
        var remark = onlyFault(pack(fee));

        assertThat(remark.path()).isEqualTo(FEE + path);
        assertThat(remark.reason()).contains(reason);
        assertThat(remark.line()).isEqualTo(FEE_LINE);
    }

    @ParameterizedTest
    @CsvSource({"id", "name", "operations", "currency", "payer", "charge", "vat", "shares", "refund"})
    void refusesAFeeThatLacksSomething(String field) {
        assertThat(onlyFault(pack(plain().without(field))))
                .isEqualTo(new Remark(FEE_LINE, FEE, "lacks the field " + field));
    }

    @Test
    void refusesTwoFeesOfOneId() {
        assertThat(onlyFault(pack(plain(), plain())))
                .isEqualTo(new Remark(FEE_LINE + 1, "schedules[0].fees[1]", "there is a fee of this id already"));
    }

    @Test
    void findsOneFaultInEverySchedule() {
        var bad = plain().with("refund: maybe");
        var text = pack(
                schedule("one", 1, "2026-01-01", bad),
                schedule("two", 1, "2026-01-01", plain().with("id: other")),
                schedule("three", 1, "2026-01-01", bad));

        assertThat(PackReader.read(text))
                .isInstanceOfSatisfying(
                        ReadPack.Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(Remark::path, Remark::line)
                                .containsExactly(
                                        tuple("schedules[0].fees[0].refund", 16),
                                        tuple("schedules[2].fees[0].refund", 42)));
    }

    @Test
    void saysWhereInWords() {
        assertThat(new Remark(3, "a.b", "is wrong")).hasToString("line 3, a.b: is wrong");
        assertThat(new Remark(3, "", "is wrong")).hasToString("line 3: is wrong");
    }

    private static Arguments tiers(String list, String path, String reason) {
        return unfit("charge.graduated" + path, "charge", "{graduated: " + list + "}", reason);
    }

    private static Arguments shares(String parts, String path, String reason) {
        return unfit("shares" + path, "shares", "{parts: " + parts + "}", reason);
    }

    /** The field is at fault, or something in it. */
    private static Arguments unfit(String path, String value, String reason) {
        return unfit(path, value, reason, plain());
    }

    private static Arguments unfit(String path, String value, String reason, FeeText others) {
        return arguments("." + path, reason, others.with(path.split("[.\\[]", 2)[0] + ": " + value));
    }

    private static Arguments unfit(String path, String field, String value, String reason) {
        return arguments(path.isEmpty() ? "" : "." + path, reason, plain().with(field + ": " + value));
    }

    static Remark onlyFault(String text) {
        return switch (PackReader.read(text)) {
            case ReadPack.Accepted _ -> throw new AssertionError("It was accepted:\n" + text);
            case ReadPack.Refused it -> {
                assertThat(it.faults()).hasSize(1);
                yield it.faults().getFirst();
            }
        };
    }
}
