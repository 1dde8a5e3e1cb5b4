package gateway.compliance;

import gateway.packs.InForce;
import gateway.packs.StartingPack;
import gateway.platform.crypto.MasterKey;
import gateway.platform.resilience.BackgroundWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Screening with the lists of a folder, which is looked at now and then. */
@Configuration(proxyBeanMethods = false)
class ComplianceConfiguration {

    private static final Duration DECISIONS_EVERY = Duration.ofSeconds(2);
    private static final Duration DECISIONS_DEADLINE = Duration.ofSeconds(10);

    @Bean
    ListsInForce listsInForce(ComplianceSettings settings, Clock clock, MeterRegistry meters) {
        var lists = settings.lists();
        return new ListsInForce(lists.folder(), lists.largest().toBytes(), clock, meters);
    }

    @Bean
    AcceptedLists acceptedLists(DatabaseClient database, Clock clock) {
        return new AcceptedLists(database, clock);
    }

    @Bean
    ForgetList forgetList(AcceptedLists accepted) {
        return new ForgetList(accepted);
    }

    @Bean
    InForce<ScreeningBook> screeningPack(ComplianceSettings settings) throws IOException {
        return StartingPack.read(new ScreeningPacks(), settings.screening());
    }

    @Bean
    Screening screening(InForce<ScreeningBook> pack, ListsInForce lists, Clock clock, MeterRegistry meters) {
        return new ScreenInMemory(() -> pack.get().thresholds().at(clock.instant()), lists, meters);
    }

    @Bean
    KnownDecisions knownDecisions(DatabaseClient database, Clock clock) {
        return new KnownDecisions(database, clock);
    }

    @Bean
    OpenMatches openMatches(InForce<ScreeningBook> pack, MasterKey keys, KnownDecisions decisions, Clock clock) {
        return new OpenMatches(() -> pack.get().thresholds().at(clock.instant()), new Fingerprints(keys), decisions);
    }

    @Bean
    ScreenPayment screenPayment(
            ComplianceSettings settings,
            OpenMatches matches,
            ListsInForce lists,
            InForce<ScreeningBook> pack,
            Clock clock) {
        return new ScreenPaymentInMemory(
                matches,
                lists,
                lists::missing,
                settings.lists().required(),
                () -> pack.get().whenMissing(),
                clock);
    }

    @Bean
    BackgroundWork readingDecisions(KnownDecisions decisions) {
        return BackgroundWork.every(
                "Reading decisions", DECISIONS_EVERY, () -> decisions.refresh().timeout(DECISIONS_DEADLINE));
    }

    @Bean
    BackgroundWork readingLists(ComplianceSettings settings, ListsInForce lists, AcceptedLists accepted) {
        var follow = new FollowLists(lists, accepted);
        return BackgroundWork.every("Reading lists", settings.lists().lookEvery(), follow::follow);
    }
}
