package gateway.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.AuthorisationRules.Chain;
import gateway.issuing.AuthorisationRules.Facts;
import gateway.issuing.Controls.Choice;
import gateway.issuing.Controls.Hours;
import gateway.issuing.Controls.Limit;
import gateway.issuing.Controls.Period;
import gateway.issuing.Purchase.Secret;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorisationRulesTest {

    /** 17:00 in Tashkent. */
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private static final YearMonth EXPIRY = YearMonth.of(2028, 6);
    private static final Facts GOOD = new Facts(IssuedState.ACTIVE, EXPIRY, true, 0, Asset.UZS, Guesses.NONE);

    private static Purchase purchase(long minor) {
        return new Purchase(
                new Money(minor, Asset.UZS),
                0,
                Channel.POS,
                "5411",
                "400001/SHOP",
                "UZ",
                EXPIRY,
                Secret.ABSENT,
                Secret.ABSENT,
                false,
                false,
                NOON);
    }

    private static Purchase with(Secret pin, Secret code) {
        var it = purchase(100);
        return new Purchase(
                it.amount(),
                0,
                it.channel(),
                it.category(),
                it.merchant(),
                it.country(),
                EXPIRY,
                pin,
                code,
                code == Secret.WRONG,
                false,
                NOON);
    }

    private static Purchase used(Channel channel, String category, String merchant, String country) {
        return new Purchase(
                new Money(100, Asset.UZS),
                0,
                channel,
                category,
                merchant,
                country,
                null,
                Secret.ABSENT,
                Secret.ABSENT,
                false,
                false,
                NOON);
    }

    private static @Nullable Reason refusal(Controls controls, Purchase purchase) {
        return AuthorisationRules.refusal(GOOD, new Chain(controls, Usage.NONE, ""), purchase);
    }

    private static @Nullable Reason refusal(Facts card, Purchase purchase) {
        return AuthorisationRules.refusal(card, new Chain(Controls.NONE, Usage.NONE, ""), purchase);
    }

    private static Controls limits(Limit... limits) {
        return new Controls(null, List.of(limits), null, null, null, null, null, false, false);
    }

    @Test
    void nothingSpeaksAgainstAGoodCard() {
        assertThat(refusal(GOOD, purchase(100))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ORDERED, NOT_ACTIVATED",
        "FROZEN, FROZEN_BY_HOLDER",
        "BLOCKED, FROZEN_BY_BANK",
        "FROZEN_BLOCKED, FROZEN_BY_BANK",
        "LOST, LOST",
        "STOLEN, STOLEN",
        "CLOSED, CLOSED",
        "EXPIRED, EXPIRED"
    })
    void theStateComesFirst(IssuedState state, Reason reason) {
        var card = new Facts(state, YearMonth.of(2020, 1), true, 3, Asset.UZS, Guesses.NONE);

        assertThat(refusal(card, with(Secret.WRONG, Secret.WRONG))).isEqualTo(reason);
    }

    @Test
    void aCardWorksThroughTheLastDayOfItsMonthInTashkent() {
        var card = new Facts(IssuedState.ACTIVE, YearMonth.of(2026, 3), true, 0, Asset.UZS, Guesses.NONE);
        var last = at(Instant.parse("2026-03-31T18:59:59Z"), YearMonth.of(2026, 3));

        assertThat(refusal(card, last)).isNull();
        assertThat(refusal(card, at(Instant.parse("2026-03-31T19:00:00Z"), YearMonth.of(2026, 3))))
                .isEqualTo(Reason.EXPIRED);
        assertThat(refusal(card, at(NOON, YearMonth.of(2026, 4)))).isEqualTo(Reason.EXPIRY_DIFFERS);
    }

    private static Purchase at(Instant when, YearMonth expiry) {
        var it = purchase(100);
        return new Purchase(
                it.amount(),
                0,
                it.channel(),
                it.category(),
                it.merchant(),
                it.country(),
                expiry,
                Secret.ABSENT,
                Secret.ABSENT,
                false,
                false,
                when);
    }

    @Test
    void theBanksOwnDecisionSpeaksAfterThePinAndTheCodeAndBeforeControls() {
        var wrongPin = restricted(with(Secret.WRONG, Secret.ABSENT));
        var rightPin = restricted(with(Secret.RIGHT, Secret.ABSENT));

        assertThat(refusal(GOOD, wrongPin)).isEqualTo(Reason.PIN_WRONG);
        assertThat(refusal(GOOD, rightPin)).isEqualTo(Reason.NOT_POSSIBLE);
        assertThat(refusal(limits(new Limit(Period.DAY, 1L, null)), rightPin)).isEqualTo(Reason.NOT_POSSIBLE);
    }

    private static Purchase restricted(Purchase it) {
        return new Purchase(
                it.amount(),
                it.before(),
                it.channel(),
                it.category(),
                it.merchant(),
                it.country(),
                it.expiry(),
                it.pin(),
                it.code(),
                it.guessed(),
                true,
                it.at());
    }

    @Test
    void aLockedPinIsLockedForTheRightOneToo() {
        var locked = new Facts(IssuedState.ACTIVE, EXPIRY, true, 3, Asset.UZS, Guesses.NONE);
        var unset = new Facts(IssuedState.ACTIVE, EXPIRY, false, 0, Asset.UZS, Guesses.NONE);

        assertThat(refusal(locked, with(Secret.RIGHT, Secret.ABSENT))).isEqualTo(Reason.PIN_LOCKED);
        assertThat(refusal(locked, with(Secret.ABSENT, Secret.ABSENT))).isNull();
        assertThat(refusal(unset, with(Secret.UNREADABLE, Secret.ABSENT))).isEqualTo(Reason.PIN_NOT_SET);
        assertThat(refusal(GOOD, with(Secret.WRONG, Secret.WRONG))).isEqualTo(Reason.PIN_WRONG);
        assertThat(refusal(GOOD, with(Secret.RIGHT, Secret.WRONG))).isEqualTo(Reason.CODE_WRONG);
    }

    @Test
    void guessesLockWhatIsBoughtWithACardsDataAloneAndNotTheCardInItsHoldersHand() {
        var locked = GOOD.after(0, new Guesses(0, Instant.EPOCH, NOON.plusSeconds(1)));
        var over = GOOD.after(0, new Guesses(0, Instant.EPOCH, NOON));

        assertThat(refusal(locked, with(Secret.ABSENT, Secret.RIGHT))).isEqualTo(Reason.GUESSED_TOO_OFTEN);
        assertThat(refusal(locked, with(Secret.ABSENT, Secret.WRONG))).isEqualTo(Reason.GUESSED_TOO_OFTEN);
        assertThat(refusal(locked, used(Channel.ECOM, "5411", "m", "UZ"))).isEqualTo(Reason.GUESSED_TOO_OFTEN);
        assertThat(refusal(locked, used(Channel.UNTOLD, "5411", "m", "UZ"))).isEqualTo(Reason.GUESSED_TOO_OFTEN);
        assertThat(refusal(locked, used(Channel.CONTACTLESS, "5411", "m", "UZ")))
                .isNull();
        assertThat(refusal(locked, with(Secret.RIGHT, Secret.ABSENT))).isNull();
        assertThat(refusal(over, with(Secret.ABSENT, Secret.RIGHT))).isNull();
    }

    @Test
    void anotherCurrencyIsRefused() {
        var dollars = new Facts(IssuedState.ACTIVE, EXPIRY, true, 0, Asset.USD, Guesses.NONE);

        assertThat(refusal(dollars, purchase(100))).isEqualTo(Reason.CURRENCY_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "541", "54111", "5a11"})
    void aCategoryHasFourDigits(String category) {
        assertThat(refusal(GOOD, used(Channel.POS, category, "m", "UZ"))).isEqualTo(Reason.CATEGORY_NOT_VALID);
    }

    @Test
    void listsAdmitOnlyTheseOrAllButThese() {
        var only = new Choice(true, Set.of("POS", "ATM"));
        var not = new Choice(false, Set.of("7995"));
        var here = new Choice(true, Set.of("UZ"));
        var shops = new Choice(false, Set.of("400001/CASINO"));
        var controls = new Controls(null, List.of(), not, only, here, shops, null, false, false);

        assertThat(refusal(controls, used(Channel.ATM, "6011", "400001/SHOP", "UZ")))
                .isNull();
        assertThat(refusal(controls, used(Channel.ECOM, "6011", "400001/SHOP", "UZ")))
                .isEqualTo(Reason.CHANNEL_NOT_ALLOWED);
        assertThat(refusal(controls, used(Channel.UNTOLD, "6011", "400001/SHOP", "UZ")))
                .isEqualTo(Reason.CHANNEL_NOT_ALLOWED);
        assertThat(refusal(controls, used(Channel.POS, "7995", "400001/SHOP", "UZ")))
                .isEqualTo(Reason.CATEGORY_NOT_ALLOWED);
        assertThat(refusal(controls, used(Channel.POS, "6011", "400001/SHOP", "KZ")))
                .isEqualTo(Reason.COUNTRY_NOT_ALLOWED);
        assertThat(refusal(controls, used(Channel.POS, "6011", "400001/CASINO", "UZ")))
                .isEqualTo(Reason.MERCHANT_NOT_ALLOWED);
        var abroad =
                new Controls(null, List.of(), null, null, new Choice(false, Set.of("KZ")), null, null, false, false);
        assertThat(refusal(abroad, used(Channel.POS, "6011", "400001/SHOP", "??")))
                .isEqualTo(Reason.COUNTRY_NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "08:00, 22:00, true",
        "17:00, 17:01, true",
        "16:00, 17:00, false",
        "22:00, 18:00, true",
        "22:00, 08:00, false"
    })
    void hoursMayCrossMidnight(LocalTime from, LocalTime to, boolean open) {
        var controls = new Controls(null, List.of(), null, null, null, null, new Hours(from, to), false, false);

        assertThat(refusal(controls, purchase(100))).isEqualTo(open ? null : Reason.HOUR_NOT_ALLOWED);
    }

    @Test
    void amountsAndCountsAreExact() {
        var usage = Usage.NONE.plus(NOON, 700, 1);
        var limits = limits(new Limit(Period.DAY, 1_000L, 2L));

        assertThat(AuthorisationRules.refusal(GOOD, new Chain(limits, usage, ""), purchase(300)))
                .isNull();
        assertThat(AuthorisationRules.refusal(GOOD, new Chain(limits, usage, ""), purchase(301)))
                .isEqualTo(Reason.AMOUNT_LIMIT);
        var twice = usage.plus(NOON, 1, 1);
        assertThat(AuthorisationRules.refusal(GOOD, new Chain(limits, twice, ""), purchase(1)))
                .isEqualTo(Reason.COUNT_LIMIT);
        // Raising an approved amount is no further purchase.
        assertThat(AuthorisationRules.refusal(
                        GOOD, new Chain(limits, twice, ""), purchase(1).raising(700)))
                .isNull();
    }

    @Test
    void theLargestAmountCountsWhatWasApprovedBefore() {
        var controls = new Controls(1_000L, List.of(), null, null, null, null, null, false, false);

        assertThat(refusal(controls, purchase(1_000))).isNull();
        assertThat(refusal(controls, purchase(1_001))).isEqualTo(Reason.AMOUNT_ABOVE_CONTROL);
        assertThat(refusal(controls, purchase(301).raising(700))).isEqualTo(Reason.AMOUNT_ABOVE_CONTROL);
    }

    @Test
    void aSingleUseIsOneAndALockedMerchantTheFirst() {
        var single = new Controls(null, List.of(), null, null, null, null, null, true, false);
        var locked = new Controls(null, List.of(), null, null, null, null, null, false, true);
        var used = Usage.NONE.plus(NOON, 1, 1);

        assertThat(AuthorisationRules.refusal(GOOD, new Chain(single, used, ""), purchase(1)))
                .isEqualTo(Reason.SINGLE_USE_SPENT);
        assertThat(AuthorisationRules.refusal(GOOD, new Chain(locked, used, "400001/OTHER"), purchase(1)))
                .isEqualTo(Reason.OTHER_MERCHANT);
        assertThat(AuthorisationRules.refusal(GOOD, new Chain(locked, used, "400001/SHOP"), purchase(1)))
                .isNull();
    }

    @Test
    void whatComesBackCountsNoMoreInThePeriodsItStillFallsInto() {
        var tomorrow = NOON.plusSeconds(86_400);
        var usage = Usage.NONE.plus(NOON, 700, 1).plus(tomorrow, 50, 1).minus(NOON, 700, 1);

        assertThat(usage.within(Period.DAY, tomorrow).amount()).isEqualTo(50);
        assertThat(usage.within(Period.LIFETIME, tomorrow).amount()).isEqualTo(50);
        assertThat(usage.within(Period.DAY, NOON).amount()).isZero();
        assertThat(Usage.parse(usage.text()).with(usage.recent())).isEqualTo(usage);
    }

    @Test
    void controlsThatContradictThemselvesAreNamed() {
        Stream.of(
                        new Controls(-1L, List.of(), null, null, null, null, null, false, false),
                        limits(new Limit(Period.DAY, -1L, null)),
                        limits(new Limit(Period.DAY, null, -1L)),
                        limits(new Limit(Period.DAY, null, null)),
                        limits(new Limit(Period.DAY, 1L, null), new Limit(Period.DAY, 2L, null)),
                        new Controls(null, List.of(), new Choice(true, Set.of()), null, null, null, null, false, false),
                        new Controls(
                                null, List.of(), new Choice(true, Set.of("541")), null, null, null, null, false, false),
                        new Controls(
                                null,
                                List.of(),
                                null,
                                new Choice(true, Set.of("WIRE")),
                                null,
                                null,
                                null,
                                false,
                                false),
                        new Controls(
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                new Hours(LocalTime.NOON, LocalTime.NOON),
                                false,
                                false))
                .forEach(controls -> assertThat(ControlRules.complaint(controls))
                        .as("%s", controls)
                        .isPresent());
        assertThat(ControlRules.complaint(limits(new Limit(Period.DAY, 0L, 0L))))
                .isEmpty();
    }

    @Test
    void controlsAreReadAsTheyWereWritten() {
        var controls = new Controls(
                5L,
                List.of(new Limit(Period.WEEK, 7L, null)),
                new Choice(false, Set.of("7995")),
                null,
                null,
                null,
                new Hours(LocalTime.of(8, 0), LocalTime.of(22, 30)),
                true,
                false);

        assertThat(ControlsText.parse(ControlsText.of(controls))).isEqualTo(controls);
        assertThat(ControlsText.parse("")).isEqualTo(Controls.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "123, PIN_UNFIT",
        "1234567890123, PIN_UNFIT",
        "12a4, PIN_UNFIT",
        "'12 4', PIN_UNFIT",
        "1234, PIN_TOO_EASY",
        "4321, PIN_TOO_EASY",
        "9012, PIN_TOO_EASY",
        "7777, PIN_TOO_EASY",
        "121212, PIN_TOO_EASY",
        "1987, PIN_TOO_EASY",
        "2580, PIN_TOO_EASY"
    })
    void whatIsNoPinOrAnEasyOneIsRefused(String pin, IssuingProblem why) {
        assertThat(PinRules.complaint(pin)).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8462", "739105", "640172859316"})
    void otherPinsMayBeChosen(String pin) {
        assertThat(PinRules.complaint(pin)).isEmpty();
    }
}
