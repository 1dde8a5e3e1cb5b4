package gateway.limits;

import gateway.shared.ids.CustomerId;
import gateway.shared.money.Money;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody wants for one customer, as the act has it.
 *
 * @param limit the rule
 * @param max a decimal for amounts, else a whole number
 * @param until ISO 8601, such as {@code 2026-12-31T19:00:00Z}
 */
record PersonalWish(String customer, String limit, String max, String until) {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Throws {@link LimitProblem#PERSONAL_LIMIT_UNFIT}. */
    static PersonalWish read(String content) {
        try {
            return Optional.ofNullable(JSON.readValue(content, PersonalWish.class))
                    .orElseThrow(PersonalWish::unreadable);
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    private static RuntimeException unreadable() {
        return LimitProblem.PERSONAL_LIMIT_UNFIT.because("The content is JSON with customer, limit, max and until");
    }

    CustomerId whose() {
        return CustomerId.parse(customer).orElseThrow(() -> unfit("customer", "Ids of customers begin with cus_"));
    }

    /**
     * Throws {@link LimitProblem#PERSONAL_LIMIT_UNFIT} where no rule in force can have another maximum for somebody.
     */
    Limit rule(LimitBook book, Instant now) {
        var rule = book.limits().stream()
                .filter(it -> it.id().equals(limit) && it.validity().holds(now))
                .findFirst()
                .orElseThrow(() -> unfit("limit", "No such limit is in force"));
        if (!rule.isPersonal()) {
            throw unfit("limit", "It is counted for many together, so nobody can have their own maximum");
        }
        return rule;
    }

    long units(Limit rule) {
        var units = rule.measure().isMoney()
                ? Money.parse(max, rule.asset()).map(Money::minor).filter(minor -> minor >= 0)
                : Optional.of(max).filter(NUMBER.asMatchPredicate()).map(Long::parseLong);
        return units.orElseThrow(() -> unfit(
                "max",
                rule.measure().isMoney()
                        ? "Write a decimal with at most " + rule.asset().scale() + " decimals"
                        : "Write a whole number"));
    }

    Instant end(Instant now) {
        var end = moment();
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw unfit("until", "It ends in the future, within a year");
        }
        return end;
    }

    private Instant moment() {
        try {
            return Instant.parse(until);
        } catch (DateTimeException e) {
            throw unfit("until", "Write a moment such as 2026-12-31T19:00:00Z");
        }
    }

    private static RuntimeException unfit(String field, String why) {
        return LimitProblem.PERSONAL_LIMIT_UNFIT.because(why).with("field", field);
    }
}
