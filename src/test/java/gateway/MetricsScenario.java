package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.mobile.MobileApp;
import sandbox.tls.Identity;

/** What operators watch is really there, from the start and whatever happens. */
class MetricsScenario {

    private static final Pattern NAMED = Pattern.compile("\\b(?:oqim|r2dbc|http|jvm|ssl)_\\w+");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\w+) ");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)[{ ]");

    @TempDir
    private static Path folder;

    private static Bank bank;

    @BeforeAll
    static void open() {
        var ours = Identity.in(folder.resolve("tls"), "door");
        bank = Bank.open(Map.of(
                "spring.ssl.bundle.pem.door.keystore.certificate", "file:" + ours.certificate(),
                "spring.ssl.bundle.pem.door.keystore.private-key", "file:" + ours.key(),
                "gateway.reconciliation.pack", "classpath:reconciliation/sample.yaml",
                "gateway.crossborder.rates.providers[0].name", "nobody",
                "gateway.crossborder.rates.providers[0].url", "http://127.0.0.1:1/",
                "gateway.correspondents.bic", "OQIMUZ22XXX",
                "gateway.correspondents.links.files.bic", "AAAAUSNYXXX",
                "gateway.correspondents.links.files.accounts", "NOSTRO-USD-002",
                "gateway.correspondents.links.files.folder", folder.toString()));
    }

    @AfterAll
    static void close() {
        bank.close();
    }

    @Test
    void everyMetricOfAnAlertOrTheRunbookIsExportedFromTheStart() throws Exception {
        get(bank.url().resolve("/v1/payments"));

        var exported = names(scrape());

        assertThat(named("k8s", "alerts.yaml")).isNotEmpty().isSubsetOf(exported);
        assertThat(named("docs", "operations.md")).isNotEmpty().isSubsetOf(exported);
    }

    /** Prometheus knows a name with one set of tags only; what comes second is not exported. */
    @Test
    void noNameHasTwoSetsOfTags() throws Exception {
        var phone = bank.phone();
        phone.signIn("998901234567");
        var card = phone.linkCard("8600490000000000", "2030-12", "998901234567");
        for (var amount : List.of("100.00", "100.51", "100.77")) {
            phone.post("/v1/payments", """
                    {"amount":{"value":"%s","currency":"UZS"},
                     "source":{"type":"card","card":"%s"},"destination":{"type":"wallet"}}
                    """.formatted(amount, card), MobileApp.newKey());
        }
        scrape();

        var keys = bank.bean(MeterRegistry.class).getMeters().stream()
                .map(Meter::getId)
                .collect(Collectors.groupingBy(
                        Meter.Id::getName, Collectors.mapping(MetricsScenario::keys, Collectors.toSet())));

        assertThat(keys)
                .hasSizeGreaterThan(50)
                .allSatisfy((name, sets) -> assertThat(sets).as(name).hasSize(1));
    }

    private static Set<String> keys(Meter.Id id) {
        return id.getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(String folder, String file) {
        return NAMED.matcher(Sources.text(Path.of(folder, file)))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of families and of samples: a timer's family has no samples of its own name. */
    private static Set<String> names(String metrics) {
        return Stream.of(FAMILY, SAMPLE)
                .flatMap(pattern -> pattern.matcher(metrics).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String scrape() throws Exception {
        var answer =
                get(URI.create("http://localhost:" + bank.property("local.management.port") + "/actuator/prometheus"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }
}
