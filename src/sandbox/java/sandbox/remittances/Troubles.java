package sandbox.remittances;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import sandbox.chaos.Bank;
import sandbox.chaos.Murder;
import sandbox.mobile.MobileApp;
import sandbox.mobile.Refusal;
import tools.jackson.databind.JsonNode;

/** Banks that are down and a gateway that dies, while customers pay. */
final class Troubles {

    private static final Duration DEAD = Duration.ofMillis(200);
    private static final Duration AGAIN_WITHIN = Duration.ofMinutes(2);
    private static final List<Way> BOTH = List.of(Way.DOLLARS_HTTPS, Way.DOLLARS_FILES);
    private static final long APART_MILLIS = 40;
    private static final int AT_ONCE = 6;

    private final Bank bank;
    private final Stage stage;
    private final Supplier<Sender> senders;

    Troubles(Bank bank, Stage stage, Supplier<Sender> senders) {
        this.bank = bank;
        this.stage = stage;
        this.senders = senders;
    }

    /**
     * Paid while both banks take nothing, and taken when they are back. Meanwhile the gateway notices: it quotes
     * nothing any more, and when the second bank is back it gets what else the first would have got.
     */
    Map<Story, Sent> down() {
        var either = Stories.unharmed(Way.DOLLARS_SECOND, "first bank down, second up");
        var late = senders.get();
        var all = new HashMap<>(begunWhileDown("correspondent down"));
        Patience.until(AGAIN_WITHIN, "a refusal while no bank is up", () -> refuses(either, late));
        stage.act("down", Map.of("down", false, "link", Way.DOLLARS_SECOND.bank()));
        Patience.until(AGAIN_WITHIN, "a quote when the second bank is up", () -> !refuses(either, late));
        all.put(either, either.begin(late));
        stage.act("down", Map.of("down", false));
        return all;
    }

    private static boolean refuses(Story story, Sender sender) {
        try {
            story.quote(sender);
            return false;
        } catch (Sender.Refused e) {
            return String.valueOf(e.getMessage()).contains("/problems/correspondent-unreachable");
        }
    }

    /** Dead after the message is stored and before it has left. */
    Map<Story, Sent> killedBeforeSending() {
        Patience.until(AGAIN_WITHIN, "a quote when both banks are up", () -> {
            var sender = senders.get();
            return BOTH.stream().noneMatch(way -> refuses(Stories.unharmed(way, "probe"), sender));
        });
        var all = begunWhileDown("killed before sending");
        kill();
        stage.act("down", Map.of("down", false));
        return all;
    }

    private Map<Story, Sent> begunWhileDown(String name) {
        var paying = new HashMap<Story, Paying>();
        for (var way : BOTH) {
            var story = Stories.unharmed(way, name);
            var sender = senders.get();
            paying.put(story, new Paying(sender, story.quote(sender), MobileApp.newKey()));
        }
        stage.act("down", Map.of("down", true));
        var all = new HashMap<Story, Sent>();
        paying.forEach((story, it) -> all.put(story, it.sender().pay(it.quote(), it.key())));
        all.values().forEach(it -> it.awaitStatus("sent"));
        return all;
    }

    /** Dead when the bank has taken it and half of its news is told. */
    Map<Story, Sent> killedWhileTold() {
        var all = begun("killed while told");
        kill();
        return all;
    }

    /** Dead wherever each of the payments was; whoever got no answer asks again under the same key. */
    Map<Story, Sent> killedWhilePaying() {
        var quotes = new HashMap<Story, Paying>();
        for (int i = 0; i < AT_ONCE; i++) {
            var story = Stories.unharmed(BOTH.get(i % BOTH.size()), "killed while paying");
            var numbered = new Story(
                    story.name() + " " + (i + 1),
                    story.way(),
                    story.word(),
                    story.turn(),
                    story.statuses(),
                    story.back(),
                    story.looked());
            var sender = senders.get();
            quotes.put(numbered, new Paying(sender, numbered.quote(sender), MobileApp.newKey()));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var it : quotes.values()) {
                var _ = threads.submit(it::tryOnce);
                LockSupport.parkNanos(Duration.ofMillis(APART_MILLIS).toNanos());
            }
            kill();
        }
        var all = new HashMap<Story, Sent>();
        quotes.forEach((story, it) -> all.put(story, it.untilAnswered()));
        return all;
    }

    /** A customer who keeps asking. */
    private record Paying(Sender sender, JsonNode quote, String key) {

        boolean tryOnce() {
            try {
                sender.pay(quote, key);
                return true;
            } catch (UncheckedIOException | Sender.Refused | Refusal e) {
                return false;
            }
        }

        Sent untilAnswered() {
            Patience.until(AGAIN_WITHIN, "an answer to a payment", this::tryOnce);
            return sender.pay(quote, key);
        }
    }

    private Map<Story, Sent> begun(String name) {
        var all = new HashMap<Story, Sent>();
        for (var way : BOTH) {
            var story = Stories.unharmed(way, name);
            all.put(story, story.begin(senders.get()));
        }
        return all;
    }

    private void kill() {
        new Murder(bank.part("gateway-1"), bank.node(1)::awaitReady).commit(DEAD);
    }
}
