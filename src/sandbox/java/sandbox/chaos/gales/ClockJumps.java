package sandbox.chaos.gales;

import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Customer;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Witness;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The clock of one node's machine jumps while the other's is right. Nodes go by the database's time: nobody must
 * notice, but for the gauge that shows it.
 */
public final class ClockJumps implements Campaign {

    private static final int LIAR = 2;
    private static final List<Duration> JUMPS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofMinutes(-2));
    private static final Duration WRONG_AT_LEAST = Duration.ofSeconds(8);
    private static final Duration LONGER_BY = Duration.ofSeconds(12);
    // The preloaded library looks at its file once a second.
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(3);
    private static final Duration RIGHT = Duration.ofSeconds(15);
    private static final Pattern AHEAD = Pattern.compile("(?m)^oqim_clock_machine_ahead_seconds\\S* (\\S+)$");
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int PER_ROUND = 6;
    private static final int WITNESS = 5_000;
    private static final int FIRST_PHONE = 3_000_000;

    @Override
    public String name() {
        return "clock-jumps";
    }

    @Override
    public String purpose() {
        return "one machine's clock jumps an hour ahead, an hour back, two minutes back, under load; nobody notices";
    }

    @Override
    public int trials() {
        return 30;
    }

    @Override
    public int quickTrials() {
        return 3;
    }

    @Override
    public Outcome run(Setting setting) {
        var missing = FalseClock.whyNot();
        if (missing.isPresent()) {
            return Outcome.skipped(missing.get());
        }
        var clock = new FalseClock(LIAR);
        var bank = Bank.open(2, setting.data(), clock);
        try (var ordeal = Ordeal.of(setting, Conditions.usual().withRound(PER_ROUND), bank)) {
            return new Jumps(ordeal, clock).run();
        }
    }

    /** What is done to one bank. */
    private static final class Jumps {

        private final Ordeal ordeal;
        private final FalseClock clock;
        private final Customer witness;
        private int next = FIRST_PHONE;

        Jumps(Ordeal ordeal, FalseClock clock) {
            this.ordeal = ordeal;
            this.clock = clock;
            this.witness = ordeal.bank().customer(WITNESS);
        }

        Outcome run() {
            ordeal.strike(this::strike);
            return ordeal.outcome();
        }

        private String strike(int number) {
            var jump = JUMPS.get(number % JUMPS.size());
            var length = WRONG_AT_LEAST.plus(ordeal.moment(LONGER_BY));
            witness.renew();
            try (var node = Witness.at(LIAR, witness, ordeal.merchants().getFirst())) {
                var found = beWrong(jump, length);
                long healed = System.nanoTime();
                while (!node.servedSince(healed) && System.nanoTime() - healed < WORKS_WITHIN.toNanos()) {
                    LockSupport.parkNanos(LOOK_EVERY.toNanos());
                }
                var line = "machine of node %d wrong by %d s for %.1f s, %s; the node stood for %.1f s at most"
                        .formatted(LIAR, jump.toSeconds(), length.toMillis() / 1e3, found, seconds(node.longestGap()));
                rule(
                        "the node works on within %d s".formatted(WORKS_WITHIN.toSeconds()),
                        node.servedSince(healed) && node.longestGap().compareTo(WORKS_WITHIN) < 0,
                        line);
                return line;
            }
        }

        private String beWrong(Duration jump, Duration length) {
            long end = System.nanoTime() + length.toNanos();
            try {
                clock.shift(jump);
                LockSupport.parkNanos(SEEN_WITHIN.toNanos());
                double ahead = machineAhead();
                rule(
                        "control: the machine's clock has really jumped",
                        Math.abs(ahead - jump.toSeconds()) < RIGHT.toSeconds(),
                        "it is ahead by %.1f s instead of %d".formatted(ahead, jump.toSeconds()));
                long off = tokenOfTheLiar();
                LockSupport.parkNanos(end - System.nanoTime());
                return "its token was off by %d s".formatted(off);
            } finally {
                clock.shift(Duration.ZERO);
                LockSupport.parkNanos(SEEN_WITHIN.toNanos());
            }
        }

        /** As the node itself sees it. */
        private double machineAhead() {
            var metrics = ordeal.bank().node(LIAR).metrics();
            var found = AHEAD.matcher(metrics);
            return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
        }

        /** The node with the wrong clock writes a token; the other takes it. */
        private long tokenOfTheLiar() {
            var device = Device.fresh();
            var bank = ordeal.bank();
            var liar = new MobileApp(bank.node(LIAR).plain(), bank.running().sandbox(), device, null);
            var right = new MobileApp(bank.node(1).plain(), bank.running().sandbox(), device, null);
            right.use(liar.signIn("99893" + next++));
            long off = claims(right.tokens().access()).path("iat").asLong()
                    - Instant.now().getEpochSecond();
            rule("tokens show the right time", Math.abs(off) < RIGHT.toSeconds(), "a token is off by " + off + " s");
            int status = right.get("/v1/sessions").status();
            rule("the other node takes them", status == HttpURLConnection.HTTP_OK, "node 1 answers " + status);
            return off;
        }

        private static JsonNode claims(String token) {
            var body = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]);
            return JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
        }

        private static double seconds(Duration time) {
            return time.toMillis() / 1e3;
        }

        private void rule(String rule, boolean kept, String otherwise) {
            ordeal.verdict().rule(rule, kept, otherwise);
        }
    }
}
