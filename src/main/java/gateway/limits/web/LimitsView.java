package gateway.limits.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.limits.ShowLimits.Standing;
import gateway.rulebook.Wording;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A customer's limits, in the order of the rules. */
record LimitsView(List<LimitView> limits) {

    static LimitsView of(List<Standing> standings) {
        return new LimitsView(standings.stream().map(LimitView::of).toList());
    }

    /**
     * One limit.
     *
     * @param limit its name; the same as in the problem {@code limit-exceeded}
     * @param version of the rule
     * @param text the rule in words, in uz, ru and en
     * @param measure {@code amount}, {@code count}, {@code payees}, {@code single} or {@code balance}
     * @param per what has a count of its own
     * @param operation of which this is the count; absent when all count together
     * @param rail of which this is the count; absent when all count together
     * @param currency only payments in it count
     * @param max a decimal for amounts, else a number
     * @param usualMax the rule's own maximum, where the customer has another one until `personalUntil`
     * @param used of it; absent where only the maximum is shown
     * @param remaining what may still be used; absent where only the maximum is shown
     * @param resetsAt when a use of this moment no longer counts; absent where only the maximum is shown, and for
     *     balances
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LimitView(
            String limit,
            int version,
            Wording text,
            String measure,
            Set<String> per,
            @Nullable String operation,
            @Nullable String rail,
            String currency,
            String max,
            @Nullable String usualMax,
            @Nullable Instant personalUntil,
            @Nullable String used,
            @Nullable String remaining,
            @Nullable Instant resetsAt) {

        static LimitView of(Standing it) {
            var used = it.used();
            var personal = it.personal();
            return new LimitView(
                    it.limit(),
                    it.version(),
                    it.text(),
                    it.measure(),
                    it.by(),
                    it.operation() == null ? null : it.operation().code(),
                    it.rail(),
                    it.max().asset().code(),
                    number(it, it.max().minor()),
                    personal == null ? null : number(it, personal.usual().minor()),
                    personal == null ? null : personal.until(),
                    used == null ? null : number(it, used),
                    used == null ? null : number(it, Math.max(0, it.max().minor() - used)),
                    it.resets());
        }

        private static String number(Standing it, long units) {
            return it.money() ? new Money(units, it.max().asset()).toDecimal() : String.valueOf(units);
        }
    }
}
