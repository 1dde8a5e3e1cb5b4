package gateway.crossborder.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.crossborder.RemittanceView.AmountView;
import gateway.crossborder.rates.RateBoard.Rate;
import gateway.crossborder.results.Period;
import gateway.crossborder.results.Period.Line;
import gateway.crossborder.results.Revalued;
import gateway.crossborder.results.ShowResults;
import gateway.crossborder.results.Stretch;
import gateway.crossborder.results.Stretch.By;
import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the bank what exchanging currencies has brought in a time. */
@RestController
@RequestMapping(path = "/admin/api/fx/results", produces = MediaType.APPLICATION_JSON_VALUE)
class ExchangeResultController {

    private static final String PAIR = "%s/UZS";

    private final ShowResults results;

    ExchangeResultController(ShowResults results) {
        this.results = results;
    }

    /**
     * What was exchanged with somebody.
     *
     * @param with `customers`, or `cover` for currency that the bank bought
     * @param corridor absent for what was bought for all of them
     * @param units of the currency that came into the position; negative where they left it
     * @param soum that came into it for them
     * @param middle what the units were worth at the middle when they moved
     * @param spread soum and middle together: what was earned by the price
     * @param rounding parts of units that were left over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RealisedView(
            String with,
            @Nullable String corridor,
            String pair,
            AmountView units,
            AmountView soum,
            AmountView middle,
            AmountView spread,
            AmountView rounding) {

        static RealisedView of(Line it) {
            var sum = it.sum();
            return new RealisedView(
                    it.with().name().toLowerCase(Locale.ROOT),
                    it.corridor(),
                    PAIR.formatted(sum.units().asset().code()),
                    AmountView.of(sum.units()),
                    AmountView.of(sum.soum()),
                    AmountView.of(sum.middle()),
                    AmountView.of(sum.spread()),
                    AmountView.of(sum.rounding()));
        }
    }

    /**
     * What rates did to an open position.
     *
     * @param opening what we held more than we gave out; negative where we were short. `closing` likewise
     * @param openingValue in so'm; absent where there was no rate. `closingValue` likewise
     * @param revaluation by how much its value changed beside what came and went at the middle; absent where a value is
     *     not known
     * @param rate so'm for one unit at the end; `provider` had said it, `asOf` for when
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RevaluedView(
            String pair,
            AmountView opening,
            AmountView closing,
            @Nullable AmountView openingValue,
            @Nullable AmountView closingValue,
            @Nullable AmountView revaluation,
            @Nullable String rate,
            @Nullable String provider,
            @Nullable Instant asOf) {

        static RevaluedView of(Revalued it) {
            Rate rate = it.rate();
            return new RevaluedView(
                    PAIR.formatted(it.opening().asset().code()),
                    AmountView.of(it.opening()),
                    AmountView.of(it.closing()),
                    amount(it.openingValue()),
                    amount(it.closingValue()),
                    amount(it.revaluation()),
                    rate == null ? null : rate.middle().value().toPlainString(),
                    rate == null ? null : rate.provider(),
                    rate == null ? null : rate.asOf());
        }
    }

    /**
     * A day, a month, or all of it.
     *
     * @param result everything realised and every revaluation together; absent where one is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PeriodView(
            LocalDate from,
            LocalDate to,
            List<RealisedView> realised,
            List<RevaluedView> revalued,
            @Nullable AmountView result) {

        static PeriodView of(Period it) {
            return new PeriodView(
                    it.from(),
                    it.to(),
                    it.realised().stream().map(RealisedView::of).toList(),
                    it.revalued().stream().map(RevaluedView::of).toList(),
                    amount(it.result()));
        }
    }

    /** The periods in order, and all of them as one. */
    record ResultsView(List<PeriodView> periods, PeriodView total) {}

    /**
     * Shows what exchanging has brought from one day to another, by day or month: earned by spreads, by currency and
     * corridor, and what rates did to open positions. At most 92 days, of the last 400. For staff.
     */
    @GetMapping
    Mono<ResultsView> results(
            @Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "day") String by) {
        return Mono.defer(() -> results.of(new Stretch(day("from", from), day("to", to), by(by))))
                .map(it ->
                        new ResultsView(it.parts().stream().map(PeriodView::of).toList(), PeriodView.of(it.all())));
    }

    private static By by(String text) {
        return switch (text) {
            case "day" -> By.DAY;
            case "month" -> By.MONTH;
            default -> throw unfit("by", "It is day or month");
        };
    }

    private static LocalDate day(String field, @Nullable String text) {
        if (text == null) {
            throw RequestProblem.FIELD_MISSING
                    .because("Name the first and the last day")
                    .with("field", field);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw unfit(field, "A day is written such as 2026-01-31");
        }
    }

    private static RuntimeException unfit(String field, String why) {
        return RequestProblem.FIELD_INVALID.because(why).with("field", field);
    }

    private static @Nullable AmountView amount(@Nullable Money money) {
        return money == null ? null : AmountView.of(money);
    }
}
