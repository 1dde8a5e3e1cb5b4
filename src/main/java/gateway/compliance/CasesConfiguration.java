package gateway.compliance;

import gateway.compliance.cases.CaseDeadline;
import gateway.compliance.cases.CaseFiles;
import gateway.compliance.cases.RaiseAlerts;
import gateway.compliance.cases.ReportXml;
import gateway.compliance.cases.SuspicionReport;
import gateway.compliance.monitoring.BaseUnits;
import gateway.compliance.monitoring.MonitoringBook;
import gateway.compliance.monitoring.MonitoringPack;
import gateway.customers.Identities;
import gateway.platform.crypto.MasterKey;
import gateway.platform.resilience.BackgroundWork;
import gateway.rulebook.PackText;
import gateway.rulebook.UnfitPack;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/** Rules of monitoring, read once at start; a pack with a fault stops it. And what raises and reports cases. */
@Configuration(proxyBeanMethods = false)
class CasesConfiguration {

    private static final Duration RESCREEN_EVERY = Duration.ofSeconds(5);
    private static final Duration RESCREEN_DEADLINE = Duration.ofMinutes(5);

    @Bean
    MonitoringBook monitoringBook(ComplianceSettings settings) throws IOException {
        return read("monitoring rules", settings.pack(), MonitoringPack::read);
    }

    @Bean
    BaseUnits baseUnits(ComplianceSettings settings) throws IOException {
        return read("base units", settings.baseUnits(), BaseUnits::read);
    }

    @Bean
    CaseDeadline caseDeadline(MonitoringBook book) {
        return opened -> book.calendar().after(opened, book.decideWithin());
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
    BackgroundWork rescreening(RescreenCustomers rescreen) {
        return BackgroundWork.every(
                "Rescreening customers", RESCREEN_EVERY, () -> rescreen.run().timeout(RESCREEN_DEADLINE));
    }

    private static <T> T read(String what, Resource pack, Function<String, T> reader) throws IOException {
        try {
            return reader.apply(PackText.load(pack));
        } catch (UnfitPack unfit) {
            throw new IllegalStateException("The pack of %s is refused: %s".formatted(what, unfit.getMessage()), unfit);
        }
    }
}
