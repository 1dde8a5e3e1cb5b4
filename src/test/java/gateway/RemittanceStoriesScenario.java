package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.VerifyBooks;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.SandboxControl;
import sandbox.chaos.Sandbox;
import sandbox.correspondent.CorrespondentHost;
import sandbox.rates.CbuHost;
import sandbox.remittances.Judge;
import sandbox.remittances.Sender;
import sandbox.remittances.Stage;
import sandbox.remittances.Stories;
import sandbox.remittances.Story;
import sandbox.remittances.Told;

/** Customers send money abroad through both real correspondents of the sandbox, and three books agree on each story. */
class RemittanceStoriesScenario {

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();

    private static CbuHost cbu;
    private static CorrespondentHost correspondents;
    private static SandboxControl control;
    private static Bank bank;
    private static Stage stage;

    @BeforeAll
    static void open() throws Exception {
        cbu = new CbuHost(0);
        var books = Files.createTempDirectory("oqim-abroad").resolve("correspondent.jsonl");
        correspondents = new CorrespondentHost(0, books);
        var settings = new HashMap<>(CorrespondentHost.settings(correspondents.port(), books));
        settings.putAll(Map.of(
                "gateway.crossborder.pack", "classpath:sandbox/remittances.yaml",
                "gateway.crossborder.check-every", "100ms",
                "gateway.crossborder.rates.every", "300ms",
                "gateway.crossborder.rates.providers[0].name", "cbu",
                "gateway.crossborder.rates.providers[0].url",
                        "http://127.0.0.1:" + cbu.port() + "/ru/arkhiv-kursov-valyut/json/",
                "gateway.correspondents.every", "50ms",
                "gateway.correspondents.first-retry", "100ms",
                "gateway.correspondents.last-retry", "500ms"));
        bank = Bank.open(settings);
        correspondents.reach(bank.url().toString());
        control = new SandboxControl(0, List.of(bank.uzcard, correspondents), bank.inbox);
        var sandbox = new Sandbox(URI.create("http://127.0.0.1:" + control.port()));
        sandbox.act("correspondent", "time", Map.of("millis", 300));
        stage = new Stage(bank::phone, sandbox, bank.database);
    }

    @AfterAll
    static void close() {
        bank.close();
        control.close();
        correspondents.close();
        cbu.close();
    }

    @Test
    void threeBooksAgreeOnWhateverBecomesOfIt() throws Exception {
        var stories = Stories.undisturbed();

        assertThat(stories).extracting(Story::name).contains("delivered", "rejected", "bounced after delivery");
        assertThat(played(stories))
                .allSatisfy(it -> assertThat(it.agrees()).as(it.toString()).isTrue());
        assertThat(new Judge(stage).banksAgree()).isTrue();
        var report = bank.bean(VerifyBooks.class).verify().block(Duration.ofSeconds(20));
        assertThat(report).isNotNull();
        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(correspondents.oddities()).doesNotContainKey("changed");
    }

    private static List<Told> played(List<Story> stories) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(stories.stream()
                    .<java.util.concurrent.Callable<Told>>map(story -> () -> play(story))
                    .toList());
            return all.stream().map(RemittanceStoriesScenario::result).toList();
        }
    }

    private static Told play(Story story) {
        return new Judge(stage).of(story, story.play(Sender.of(stage, CUSTOMERS.incrementAndGet())));
    }

    private static Told result(Future<Told> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
