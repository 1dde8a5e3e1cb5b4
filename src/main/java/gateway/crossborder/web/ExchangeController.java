package gateway.crossborder.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.crossborder.RemittanceView;
import gateway.crossborder.RemittanceView.AmountView;
import gateway.crossborder.ShowExchange;
import gateway.crossborder.ShowExchange.Positions;
import gateway.crossborder.rates.RateStore;
import gateway.crossborder.rates.RateStore.HeldRate;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the bank what it is exposed to abroad, and what people have to look at. */
@RestController
@RequestMapping(path = "/admin/api", produces = MediaType.APPLICATION_JSON_VALUE)
class ExchangeController {

    private static final int PAGE_MAX = 200;

    private final ShowExchange exchange;
    private final RateStore rates;

    ExchangeController(ShowExchange exchange, RateStore rates) {
        this.exchange = exchange;
        this.rates = rates;
    }

    /**
     * One currency.
     *
     * @param position what we hold more than we gave out; negative where we are short
     * @param value in so'm at the middle; absent where no rate is good
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExposureView(AmountView position, @Nullable AmountView value) {}

    /**
     * One correspondent.
     *
     * @param taken of the net debit cap
     * @param onTheWay what we owe it for transfers that are not settled
     * @param lying what of ours lies with it; negative where it advanced us
     * @param link `up`, `down` or `silent`; only one that is up gets new transfers
     */
    record CorrespondentView(
            String name, AmountView cap, AmountView taken, AmountView onTheWay, AmountView lying, String link) {}

    /**
     * Exposure and what was earned.
     *
     * @param soum what was taken in for currencies
     * @param rounding what was left over of units
     * @param result soum, rounding and the value of all positions; absent where one has no value
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PositionsView(
            AmountView soum,
            AmountView rounding,
            List<ExposureView> currencies,
            @Nullable AmountView result,
            List<CorrespondentView> correspondents) {

        static PositionsView of(Positions it) {
            return new PositionsView(
                    AmountView.of(it.soum()),
                    AmountView.of(it.rounding()),
                    it.currencies().stream()
                            .map(one -> new ExposureView(AmountView.of(one.position()), amount(one.value())))
                            .toList(),
                    amount(it.result()),
                    it.correspondents().stream()
                            .map(one -> new CorrespondentView(
                                    one.correspondent(),
                                    AmountView.of(one.cap()),
                                    AmountView.of(one.taken()),
                                    AmountView.of(one.onTheWay()),
                                    AmountView.of(one.lying()),
                                    one.link().name().toLowerCase(Locale.ROOT)))
                            .toList());
        }

        private static @Nullable AmountView amount(@Nullable Money money) {
            return money == null ? null : AmountView.of(money);
        }
    }

    /** A remittance that people have to look at, and why. */
    record WatchedView(RemittanceView remittance, String correspondent, String why, Instant since) {}

    /** Oldest first. */
    record WatchedList(List<WatchedView> items) {}

    /** A rate that waits for two people, in the words of the act that accepts it. */
    record HeldRateView(String content, String bid, String ask, String why) {

        static HeldRateView of(HeldRate it) {
            var rate = it.rate();
            return new HeldRateView(
                    "%s %s %s".formatted(rate.provider(), rate.currency(), rate.asOf()),
                    rate.bid().toPlainString(),
                    rate.ask().toPlainString(),
                    it.why());
        }
    }

    /** Newest first. */
    record HeldRateList(List<HeldRateView> items) {}

    /** Shows what the bank is exposed to in each currency and at each correspondent, and what it has earned. */
    @GetMapping("/fx/positions")
    Mono<PositionsView> positions(@Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff) {
        return exchange.positions().map(PositionsView::of);
    }

    /** Lists rates that moved too far to be believed unseen. */
    @GetMapping("/fx/held-rates")
    Mono<HeldRateList> held(@Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff) {
        return rates.held().map(HeldRateView::of).collectList().map(HeldRateList::new);
    }

    /**
     * Lists remittances that people have to look at: silent beyond their time, contradicted, or not to be given back.
     */
    @GetMapping("/remittances/watched")
    Mono<WatchedList> watched(
            @Needs({StaffRole.OPERATIONS, StaffRole.AUDITOR}) Staff staff,
            @RequestParam(defaultValue = "50") int limit) {
        return exchange.watched(Math.clamp(limit, 1, PAGE_MAX))
                .map(all -> new WatchedList(all.stream()
                        .map(it -> new WatchedView(it.remittance(), it.correspondent(), it.why(), it.since()))
                        .toList()));
    }
}
