package gateway.crossborder.rates;

import gateway.crossborder.corridors.CorridorBook;
import gateway.packs.InForce;
import gateway.platform.http.OutgoingLinks;
import gateway.platform.resilience.BackgroundWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is asked what currencies cost, and how often. */
@Configuration(proxyBeanMethods = false)
class RatesConfiguration {

    private static final Duration READ_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(10);

    @Bean
    RateBoard rateBoard(RateStore store, RateSettings settings, MeterRegistry meters, Clock clock) {
        var names =
                settings.providers().stream().map(RateSettings.Provider::name).toList();
        return new RateBoard(store, settings.rules(), names, meters, clock);
    }

    @Bean
    PastRates pastRates(RateHistory history, RateSettings settings) {
        return new PastRates(
                history,
                settings.providers().stream().map(RateSettings.Provider::name).toList());
    }

    @Bean
    BackgroundWork rateReading(
            RateStore store,
            RateSettings settings,
            InForce<CorridorBook> book,
            OutgoingLinks links,
            MeterRegistry meters,
            Clock clock) {
        var providers = settings.providers().stream()
                .<RateProvider>map(it -> new HttpRateProvider(it, settings.timeout(), links))
                .toList();
        var read = new ReadRates(providers, store, settings.rules(), book, meters, clock);
        return BackgroundWork.every(
                "read-rates", settings.every(), () -> read.round().timeout(READ_WITHIN));
    }

    @Bean
    BackgroundWork rateLooking(RateBoard board) {
        // A look that never ends would leave this node at an old rate for as long as that is good.
        return BackgroundWork.every(
                "follow-rates", LOOK_EVERY, () -> board.look().timeout(LOOK_WITHIN));
    }
}
