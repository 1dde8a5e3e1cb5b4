package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The image's beans are decided when it is built, so no deployment may need others: whatever it sets, a bean is there
 * and looks at its settings itself.
 */
class DecidedBeansTest {

    private static final Pattern ARGUMENT = Pattern.compile("<argument>(--[^<]+)</argument>");

    private static final List<String> STORES = List.of(
            "--spring.r2dbc.url=r2dbc:postgresql://database:5432/oqim",
            "--spring.r2dbc.username=oqim",
            "--spring.r2dbc.password=secret",
            "--spring.liquibase.url=jdbc:postgresql://database:5432/oqim",
            "--spring.liquibase.user=oqim",
            "--spring.liquibase.password=secret",
            "--spring.data.redis.url=redis://redis:6379");

    private static final List<String> MORE = List.of(
            "--gateway.http.plain-port=0",
            "--gateway.issuing.network.port=0",
            "--gateway.issuing.hsm.zone-pin-key=00112233445566778899aabbccddeeff",
            "--gateway.correspondents.door.ssl-bundle=correspondent",
            "--gateway.corebanking.url=https://abs:8443/",
            "--gateway.corebanking.ssl-bundle=abs",
            "--gateway.corebanking.pack=classpath:corebanking/sample.yaml",
            "--gateway.crossborder.pack=classpath:crossborder/sample.yaml",
            "--gateway.fraud.pack=classpath:fraud/sample.yaml",
            "--gateway.fraud.state.url=https://antifraud:8443/",
            "--gateway.compliance.lists.folder=/lists",
            "--gateway.customers.kyc.registry=https://persons:8443/",
            "--gateway.notifications.sms.eskiz.url=https://sms:8443/",
            "--gateway.notifications.sms.playmobile.url=https://sms:8443/",
            "--gateway.notifications.fcm.project=oqim",
            "--gateway.processors.uzcard.url=https://uzcard:8443/",
            "--gateway.processors.humo.url=https://humo:8443/",
            "--gateway.processors.visa.host=visa",
            "--gateway.processors.payme.url=https://payme:8443/",
            "--gateway.processors.click.url=https://click:8443/",
            "--gateway.processors.uzum.url=https://uzum:8443/",
            "--gateway.operators.payme.sources=127.0.0.1",
            "--gateway.audit.witnesses=/witness",
            "--spring.ssl.bundle.jks.gateway.keystore.location=file:gateway.p12",
            "--server.ssl.bundle=gateway",
            "--server.port=9443",
            "--management.server.port=9091",
            "--management.server.address=127.0.0.1",
            "--logging.structured.format.console=plain");

    @Test
    void areThoseThatEveryDeploymentNeeds() throws IOException {
        var decided = beans(argumentsOfTheBuild());

        assertThat(decided).hasSizeGreaterThan(500);
        assertThat(beans(STORES)).isEqualTo(decided);
        assertThat(beans(Stream.concat(STORES.stream(), MORE.stream()).toList()))
                .isEqualTo(decided);
    }

    private static List<String> argumentsOfTheBuild() throws IOException {
        return ARGUMENT.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** As they are defined for a start, without one. */
    private static Set<String> beans(List<String> settings) {
        var defined = new AtomicReference<GenericApplicationContext>();
        var application = new SpringApplication(GatewayApplication.class);
        application.addInitializers(new ProductOnly());
        SpringApplication.withHook(_ -> stopBeforeTheStart(defined), () -> runAbandoned(application, settings));
        var context = Objects.requireNonNull(defined.get());
        context.refreshForAotProcessing(new RuntimeHints());
        return Set.of(context.getBeanDefinitionNames());
    }

    private static SpringApplicationRunListener stopBeforeTheStart(AtomicReference<GenericApplicationContext> defined) {
        return new SpringApplicationRunListener() {
            @Override
            public void contextLoaded(ConfigurableApplicationContext context) {
                defined.set((GenericApplicationContext) context);
                throw new SpringApplication.AbandonedRunException(context);
            }
        };
    }

    private static void runAbandoned(SpringApplication application, List<String> settings) {
        try {
            application.run(settings.toArray(String[]::new));
        } catch (SpringApplication.AbandonedRunException _) {
            // Whoever asked has the context.
        }
    }
}
