package gateway.issuing.web;

import static gateway.issuing.IssuingProblem.CONTROLS_INVALID;

import gateway.issuing.Controls;
import gateway.issuing.Controls.Choice;
import gateway.issuing.Controls.Hours;
import gateway.issuing.Controls.Limit;
import gateway.issuing.Controls.Period;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a holder allows their card, as clients write it. What is absent does not ask.
 *
 * @param largest the largest single amount, such as {@code 500000.00}, in the card's currency
 * @param limits at most one per period
 * @param categories merchant category codes, four digits
 * @param channels POS, ECOM, ATM, CONTACTLESS, QR, MOTO
 * @param countries two letters each
 * @param merchants acquirer and merchant, as a card's uses show them
 * @param singleUse works once
 * @param merchantLocked works only where it was used first
 */
record ControlsBody(
        @Nullable String largest,
        List<LimitBody> limits,
        @Nullable ChoiceBody categories,
        @Nullable ChoiceBody channels,
        @Nullable ChoiceBody countries,
        @Nullable ChoiceBody merchants,
        @Nullable HoursBody hours,
        boolean singleUse,
        boolean merchantLocked) {

    /**
     * @param period day, week, month, year or lifetime by the calendar of Tashkent; last-24-hours, last-7-days or
     *     last-30-days by a window that moves on
     * @param amount in the card's currency
     */
    record LimitBody(
            String period,
            @Nullable String amount,
            @Nullable Long count) {}

    private static final String PERIODS =
            Arrays.stream(Period.values()).map(Period::code).collect(Collectors.joining(", "));

    /** One of the two: only these, or all but these. */
    record ChoiceBody(
            @Nullable Set<String> allowed, @Nullable Set<String> blocked) {}

    /** From one time of day in Tashkent to another, such as {@code 08:00} to {@code 22:00}. */
    record HoursBody(String from, String to) {}

    static ControlsBody of(Controls controls, Asset asset) {
        return new ControlsBody(
                decimal(controls.most(), asset),
                controls.limits().stream()
                        .map(limit ->
                                new LimitBody(limit.period().code(), decimal(limit.amount(), asset), limit.count()))
                        .toList(),
                body(controls.categories()),
                body(controls.channels()),
                body(controls.countries()),
                body(controls.merchants()),
                body(controls.hours()),
                controls.singleUse(),
                controls.merchantLocked());
    }

    Controls controls(Asset asset) {
        return new Controls(
                minor(largest, asset),
                limits.stream()
                        .map(limit -> new Limit(period(limit.period()), minor(limit.amount(), asset), limit.count()))
                        .toList(),
                choice("categories", categories),
                choice("channels", channels),
                choice("countries", countries),
                choice("merchants", merchants),
                hours == null ? null : new Hours(time(hours.from()), time(hours.to())),
                singleUse,
                merchantLocked);
    }

    private static @Nullable String decimal(@Nullable Long minor, Asset asset) {
        return minor == null ? null : new Money(minor, asset).toDecimal();
    }

    private static @Nullable Long minor(@Nullable String amount, Asset asset) {
        return amount == null
                ? null
                : Long.valueOf(Money.parse(amount, asset)
                        .orElseThrow(() -> CONTROLS_INVALID.because("An amount is written like 1500.00"))
                        .minor());
    }

    private static Period period(String word) {
        return Arrays.stream(Period.values())
                .filter(period -> period.code().equals(word))
                .findFirst()
                .orElseThrow(() -> CONTROLS_INVALID.because("A period is one of " + PERIODS));
    }

    private static @Nullable ChoiceBody body(@Nullable Choice choice) {
        if (choice == null) {
            return null;
        }
        var words = new TreeSet<>(choice.words());
        return choice.allowed() ? new ChoiceBody(words, null) : new ChoiceBody(null, words);
    }

    private static @Nullable Choice choice(String name, @Nullable ChoiceBody body) {
        if (body == null) {
            return null;
        }
        if (body.allowed() != null && body.blocked() == null) {
            return new Choice(true, body.allowed());
        }
        if (body.blocked() != null && body.allowed() == null) {
            return new Choice(false, body.blocked());
        }
        throw CONTROLS_INVALID.because(name + ": either allowed or blocked");
    }

    private static @Nullable HoursBody body(@Nullable Hours hours) {
        return hours == null
                ? null
                : new HoursBody(hours.from().toString(), hours.to().toString());
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException _) {
            throw CONTROLS_INVALID.because("A time of day is written like 08:00");
        }
    }
}
