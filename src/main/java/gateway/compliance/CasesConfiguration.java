package gateway.compliance;

import gateway.compliance.cases.CaseDeadline;
import gateway.compliance.cases.CaseFiles;
import gateway.compliance.cases.RaiseAlerts;
import gateway.compliance.cases.ReportXml;
import gateway.compliance.cases.SuspicionReport;
import gateway.compliance.cases.WatchCases;
import gateway.compliance.monitoring.BaseUnits;
import gateway.compliance.monitoring.MonitoringBook;
import gateway.compliance.monitoring.MonitoringPacks;
import gateway.compliance.monitoring.UnitPacks;
import gateway.customers.Identities;
import gateway.packs.InForce;
import gateway.packs.StartingPack;
import gateway.platform.crypto.MasterKey;
import gateway.platform.resilience.BackgroundWork;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The rules of monitoring a node begins with; a pack with a fault stops it. And what raises and reports cases. */
@Configuration(proxyBeanMethods = false)
class CasesConfiguration {

    private static final Duration RESCREEN_EVERY = Duration.ofSeconds(5);
    private static final Duration RESCREEN_DEADLINE = Duration.ofMinutes(5);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(30);
    private static final Duration WATCH_DEADLINE = Duration.ofSeconds(20);

    @Bean
    InForce<MonitoringBook> monitoringPack(ComplianceSettings settings) throws IOException {
        return StartingPack.read(new MonitoringPacks(), settings.pack());
    }

    @Bean
    InForce<BaseUnits> baseUnits(ComplianceSettings settings) throws IOException {
        return StartingPack.read(new UnitPacks(), settings.baseUnits());
    }

    @Bean
    CaseDeadline caseDeadline(InForce<MonitoringBook> pack) {
        return opened -> after(pack.lastKnown(), opened);
    }

    @Bean
    SuspicionReport suspicionReport(
            ComplianceSettings settings, CaseFiles files, Identities identities, JsonMapper json) {
        return new SuspicionReport(files, identities, new ReportXml(settings.reportingEntity(), json));
    }

    @Bean
    RescreenCustomers rescreenCustomers(
            ListsInForce lists,
            OpenMatches matches,
            MasterKey keys,
            Identities identities,
            RaiseAlerts alerts,
            DatabaseClient database,
            Clock clock) {
        return new RescreenCustomers(
                lists,
                matches,
                new Fingerprints(keys),
                identities,
                alerts,
                new ScreeningPasses(database, clock),
                clock);
    }

    @Bean
    RaiseListedParties listedParties(RaiseAlerts alerts) {
        return new RaiseListedParties(alerts);
    }

    @Bean
    BackgroundWork rescreening(RescreenCustomers rescreen, InForce<ScreeningBook> thresholds, ListsInForce lists) {
        return BackgroundWork.every(
                "Rescreening customers",
                RESCREEN_EVERY,
                () -> thresholds.isKnown() && lists.isKnown()
                        ? rescreen.run().timeout(RESCREEN_DEADLINE)
                        : Mono.empty());
    }

    @Bean
    BackgroundWork watchingCases(WatchCases watch) {
        return BackgroundWork.every(
                "Watching cases", WATCH_EVERY, () -> watch.look().timeout(WATCH_DEADLINE));
    }

    private static Instant after(MonitoringBook book, Instant opened) {
        return book.calendar().after(opened, book.decideWithin());
    }
}
