package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.PaymentScreening.Outcome;
import gateway.compliance.matching.ListIndex;
import gateway.platform.crypto.MasterKey;
import gateway.rulebook.Channel;
import gateway.rulebook.Coded;
import gateway.rulebook.PackText;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.Database;

/** Both sides of a payment, and what cannot be told of them. */
class ScreenPaymentInMemoryTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final DatabaseClient NEVER_READ =
            DatabaseClient.create(new Database("127.0.0.1", 1, "none", "none", "none").connections());
    private static final Clock CLOCK = new SetClock("2026-11-26T10:00:00Z");
    private static final Party CLEAN = Party.person("Yuldasheva Malika Rustamovna");
    private static final Party LISTED = Party.person("Каримов Ўткир Тўлқин ўғли");
    private static final ListIndex LISTS =
            TestLists.national(List.of("N-1,person,KARIMOV UTKIR TULKINOVICH,,1985-03-14,UZ,male,,,"));

    private static final Occasion USUAL = TestLists.USUAL;

    private static ScreenPayment screening(ListIndex lists, boolean required) {
        return screening(() -> lists, required);
    }

    private static ScreenPayment screening(Supplier<ListIndex> lists, boolean required) {
        return screening(lists, List.of(), required, ListsPolicy.NONE);
    }

    private static ScreenPayment screening(
            Supplier<ListIndex> lists, List<String> missing, boolean required, ListsPolicy policy) {
        var decisions = new KnownDecisions(NEVER_READ, CLOCK);
        var matches = new OpenMatches(TestLists.thresholds(900, 780), new Fingerprints(new MasterKey(KEY)), decisions);
        return new ScreenPaymentInMemory(matches, lists, () -> missing, required, () -> policy, CLOCK);
    }

    @Test
    void eitherSideStopsThePayment() {
        var screening = screening(LISTS, true);

        assertThat(screening.of(CLEAN, CLEAN, USUAL).outcome()).isEqualTo(Outcome.CLEAR);
        assertThat(screening.of(LISTED, CLEAN, USUAL).outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(screening.of(CLEAN, LISTED, USUAL).outcome()).isEqualTo(Outcome.BLOCKED);
    }

    @Test
    void whoWasComparedIsComparedAnewWithOtherListsAndWithOtherData() {
        var named = TestLists.national(List.of("N-2,person,YULDASHEVA MALIKA RUSTAMOVNA,,,UZ,f,,,"));
        var lists = new AtomicReference<>(LISTS);
        var screening = screening(lists::get, true);
        assertThat(screening.of(CLEAN, CLEAN, USUAL).outcome()).isEqualTo(Outcome.CLEAR);

        lists.set(named);
        assertThat(screening.of(CLEAN, CLEAN, USUAL).outcome()).isEqualTo(Outcome.BLOCKED);
        var elsewhere = new Party(PartyKind.PERSON, CLEAN.name(), null, "BR", Gender.MALE, List.of());
        assertThat(screening.of(elsewhere, elsewhere, USUAL).sides())
                .isNotEqualTo(screening.of(CLEAN, CLEAN, USUAL).sides());

        lists.set(LISTS);
        assertThat(screening.of(CLEAN, CLEAN, USUAL).outcome()).isEqualTo(Outcome.CLEAR);
    }

    @Test
    void whoWasComparedIsComparedAnewWithOtherThresholds() {
        var rule = new AtomicReference<>(TestLists.thresholds(900, 780).get());
        var matches =
                new OpenMatches(rule::get, new Fingerprints(new MasterKey(KEY)), new KnownDecisions(NEVER_READ, CLOCK));
        var screening = new ScreenPaymentInMemory(matches, () -> LISTS, List::of, true, () -> ListsPolicy.NONE, CLOCK);
        assertThat(screening.of(CLEAN, LISTED, USUAL).outcome()).isEqualTo(Outcome.BLOCKED);

        rule.set(TestLists.thresholds(5_000, 4_000).get());
        assertThat(screening.of(CLEAN, LISTED, USUAL).outcome()).isEqualTo(Outcome.CLEAR);

        rule.set(TestLists.thresholds(5_000, 780).get());
        assertThat(screening.of(CLEAN, LISTED, USUAL).outcome()).isEqualTo(Outcome.REVIEW);
    }

    @Test
    void theTrailSaysWhomItIsLikeAndNotWhatAnybodyIsCalled() {
        var found = screening(LISTS, true).of(CLEAN, LISTED, USUAL);

        assertThat(found.inputs()).containsEntry("payer", "clear").containsEntry("payee", "hit");
        assertThat(found.inputs().get("payee-match")).startsWith("national N-1, ");
        assertThat(found.inputs().get("lists")).startsWith("national ");
        assertThat(found.inputs().toString())
                .doesNotContainIgnoringCase("karimov")
                .doesNotContain("Каримов");
        assertThat(found.rule()).isEqualTo("sanctions-screening");
        assertThat(found.version()).isEqualTo(3);
    }

    @Test
    void withoutListsNothingMovesWhereTheyAreRequired() {
        var none = new ListIndex(List.of());

        assertThat(screening(none, true).of(CLEAN, CLEAN, USUAL).outcome()).isEqualTo(Outcome.NOT_SCREENED);
        assertThat(screening(none, false).of(CLEAN, CLEAN, USUAL).outcome()).isEqualTo(Outcome.CLEAR);
        assertThat(screening(none, false).of(CLEAN, CLEAN, USUAL).inputs()).containsEntry("lists", "none");
    }

    /** Lists need not be required: one that was in force once is. */
    @Test
    void whileAListIsMissingThatWasInForceNothingPassesUnseen() {
        var none = new ListIndex(List.of());
        var review = policy("");
        var missing = List.of("ofac");

        for (var lists : List.of(none, LISTS)) {
            assertThat(screening(() -> lists, missing, false, ListsPolicy.NONE).isIdle())
                    .isFalse();
            var refused =
                    screening(() -> lists, missing, false, ListsPolicy.NONE).of(CLEAN, CLEAN, USUAL);
            assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SCREENED);
            assertThat(refused.inputs()).containsEntry("fail-policy", "none");
            var looked = screening(() -> lists, missing, false, review).of(CLEAN, CLEAN, USUAL);
            assertThat(looked.outcome()).isEqualTo(Outcome.REVIEW);
            assertThat(looked.inputs())
                    .containsEntry("missing-lists", "ofac")
                    .containsEntry("fail-policy", "without-lists 2");
        }
        assertThat(screening(() -> LISTS, missing, false, review)
                        .of(CLEAN, LISTED, USUAL)
                        .outcome())
                .isEqualTo(Outcome.BLOCKED);
    }

    /** The clause is about so'm in the app, below a thousand, until the end of November. */
    @ParameterizedTest
    @CsvSource({
        "99999, UZS, app, REVIEW",
        "100000, UZS, app, NOT_SCREENED",
        "1, UZS, web, NOT_SCREENED",
        "1, USD, app, NOT_SCREENED"
    })
    void whatHoldsWithoutListsGoesByAmountAndChannel(long minor, String asset, String channel, Outcome outcome) {
        var policy = policy("currency: UZS\n    review-below: \"1000.00\"");
        var occasion = new Occasion(
                new Money(minor, Asset.of(asset)),
                Coded.find(Channel.values(), channel).orElseThrow());

        for (var screening : List.of(
                screening(() -> LISTS, List.of("un"), false, policy),
                screening(() -> new ListIndex(List.of()), List.of(), true, policy))) {
            assertThat(screening.of(CLEAN, CLEAN, occasion).outcome()).isEqualTo(outcome);
        }
        assertThat(screening(() -> LISTS, List.of(), true, policy)
                        .of(CLEAN, CLEAN, occasion)
                        .outcome())
                .as("nothing is missing")
                .isEqualTo(Outcome.CLEAR);
    }

    @Test
    void whatIsOverHoldsNoLonger() {
        var over = policy("until: 2026-11-26");

        assertThat(screening(() -> LISTS, List.of("un"), false, over)
                        .of(CLEAN, CLEAN, USUAL)
                        .outcome())
                .isEqualTo(Outcome.NOT_SCREENED);
    }

    private static ListsPolicy policy(String more) {
        return ListsPolicy.read(
                PackText.read("""
                - id: without-lists
                  version: 2
                  decided: 2026-01-01
                  from: 2026-01-01
                  source: "the bank's own"
                  confidence: sample
                  text: {uz: "Roʻyxatsiz", ru: "Без списков", en: "Without lists"}
                  dependency: lists
                  channels: [app]
                """ + (more.isEmpty() ? "" : "  " + more.replace("\n    ", "\n  ") + "\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "OOO", "\u200b\u200f", "\u0000", "..."})
    void aPersonLooksWhereThereIsNoNameToCompare(String name) {
        assertThat(screening(LISTS, true)
                        .of(CLEAN, Party.organisation(name), USUAL)
                        .outcome())
                .isEqualTo(Outcome.REVIEW);
    }

    @Test
    void aPersonLooksWhereTheNameIsTooLong() {
        assertThat(screening(LISTS, true)
                        .of(Party.person("Karimov ".repeat(30)), CLEAN, USUAL)
                        .outcome())
                .isEqualTo(Outcome.REVIEW);
    }

    /** The bad input of names: none of it hides somebody, and none of it stops us. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "KARIMOV UTK\u200bIR",
                "\u202eKARIMOV UTKIR",
                "K\u0430rim\u043ev Utkir",
                "ＫＡＲＩＭＯＶ ＵＴＫＩＲ",
                "karimov\u0000 utkir",
                "KARIMOV, UTKIR"
            })
    void isFoundAllTheSame(String disguised) {
        assertThat(screening(LISTS, true)
                        .of(CLEAN, Party.person(disguised), USUAL)
                        .outcome())
                .isNotEqualTo(Outcome.CLEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(.*)+", "[a-z]{9999}", "K", "' or 1=1 --", "%s%n", "\\"})
    void isOnlyText(String name) {
        assertThat(screening(LISTS, true).of(CLEAN, Party.person(name), USUAL).outcome())
                .isIn(Outcome.CLEAR, Outcome.REVIEW);
    }
}
