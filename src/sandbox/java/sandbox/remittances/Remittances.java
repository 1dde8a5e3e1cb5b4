package sandbox.remittances;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import sandbox.chaos.Bank;
import sandbox.chaos.Together;
import sandbox.embedded.Scratch;
import sandbox.run.RunOptions;
import sandbox.run.StartFailure;
import sandbox.run.Verify;
import sandbox.run.Wiring;

/**
 * {@code ./gateway remittances}: everything that can become of money sent abroad, played by customers over HTTP against
 * a gateway process, its stores, the rails and both correspondents, one over mutual TLS and one by files. For each
 * story it prints what the customer was told and got back, our message, and what three books say; it ends with 1 when
 * one of them disagrees.
 *
 * <p>A day lasts a quarter of a minute and a corridor's promise a minute, so that silence of days is seen. The
 * gateway's clock is the real one: tokens, certificates and days of statements hang on it.
 */
public final class Remittances {

    private static final String USAGE = "usage: ./gateway remittances";
    private final Bank bank;
    private final Stage stage;
    private final Judge judge;
    private final List<Told> told = new ArrayList<>();
    private final AtomicInteger customers = new AtomicInteger();
    private boolean passed = true;

    private Remittances(Bank bank) {
        this.bank = bank;
        this.stage =
                new Stage(() -> bank.phone(1), bank.sandbox(), bank.running().database());
        this.judge = new Judge(stage);
    }

    public static void main(String[] arguments) {
        System.exit(play(arguments));
    }

    private static int play(String... arguments) {
        if (arguments.length > 0) {
            System.err.println(USAGE);
            return 2;
        }
        try {
            var folder = Scratch.folder("oqim-remittances");
            var pack = Corridors.in(folder);
            boolean good;
            try (var bank = Bank.openWired(1, folder.resolve("bank"), run -> abroad(run, pack))) {
                good = new Remittances(bank).live();
            }
            Scratch.leave(folder, good);
            return good ? 0 : 1;
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static Wiring abroad(RunOptions run, Path pack) {
        return Wiring.with(() -> Corridors.settings(run, pack));
    }

    private boolean live() {
        stage.act("time", Map.of("millis", Corridors.DAY.toMillis()));
        say("%s", Told.HEAD);
        var stories = new ArrayList<>(Stories.undisturbed());
        stories.addAll(Stories.silent());
        tell(Together.each(stories, this::play));
        var troubles = new Troubles(bank, stage, this::sender);
        trouble(troubles::down);
        trouble(troubles::killedBeforeSending);
        trouble(troubles::killedWhilePaying);
        trouble(troubles::killedWhileTold);
        hold(
                "every story ended as it should, and its books agree",
                told.stream().allMatch(Told::agrees));
        hold("all that lies at the banks is what they say", new Judge(stage).banksAgree());
        hold(
                "no bank was sent another message under a known id",
                !stage.sandbox().oddities("correspondent").containsKey("changed"));
        var report = Verify.report(bank.running());
        hold("./gateway verify: the ledger agrees with itself", report.isClean());
        if (!report.isClean()) {
            say("%s", report.text());
        }
        say("%d stories: %s", told.size(), passed ? "PASS" : "FAIL");
        return passed;
    }

    private Sender sender() {
        return Sender.of(stage, customers.incrementAndGet());
    }

    private Told play(Story story) {
        try {
            return judge.of(story, story.play(sender()));
        } catch (IllegalStateException | UncheckedIOException e) {
            return Told.failed(story, e);
        }
    }

    private void trouble(Supplier<Map<Story, Sent>> how) {
        try {
            tell(ended(how.get()));
        } catch (IllegalStateException | UncheckedIOException e) {
            hold(String.valueOf(e.getMessage()), false);
        }
    }

    private List<Told> ended(Map<Story, Sent> played) {
        return Together.each(played.keySet(), story -> end(story, Objects.requireNonNull(played.get(story))));
    }

    private Told end(Story story, Sent sent) {
        try {
            sent.awaitStatus(story.end());
            return judge.of(story, sent);
        } catch (IllegalStateException | UncheckedIOException e) {
            return Told.failed(story, e);
        }
    }

    private void tell(List<Told> some) {
        told.addAll(some);
        some.forEach(it -> say("%s", it));
    }

    private void hold(String rule, boolean holds) {
        passed &= holds;
        say("  %s %s", holds ? "holds:   " : "VIOLATED:", rule);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
