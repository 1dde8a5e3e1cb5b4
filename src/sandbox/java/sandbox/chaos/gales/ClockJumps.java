package sandbox.chaos.gales;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
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
import sandbox.mobile.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One node's clock jumps while the other's is right. The books must agree, what is final must stay, and the node with
 * the right clock must not take a token for longer than it says.
 */
public final class ClockJumps implements Campaign {

    private static final int LIAR = 2;
    private static final List<Duration> JUMPS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofMinutes(-2));
    private static final Duration WRONG_AT_LEAST = Duration.ofSeconds(8);
    private static final Duration LONGER_BY = Duration.ofSeconds(12);
    // The preloaded library looks at its file once a second.
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(3);
    private static final Duration SKEW = Duration.ofMinutes(1);
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
        return "the clock of one node jumps by an hour, back by an hour, back by two minutes, under load";
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
        private final List<MobileApp> issued = new ArrayList<>();
        private int next = FIRST_PHONE;
        private int refusedAsOld;
        private Duration slowest = Duration.ZERO;

        Jumps(Ordeal ordeal, FalseClock clock) {
            this.ordeal = ordeal;
            this.clock = clock;
            this.witness = ordeal.bank().customer(WITNESS);
        }

        Outcome run() {
            ordeal.strike(this::strike);
            ordeal.measured().put("tokens of the wrong clock", issued.size());
            ordeal.measured().put("of them refused by the right one as too old", refusedAsOld);
            ordeal.measured().put("worked again after at most, s", slowest.toMillis() / 1e3);
            return ordeal.outcome();
        }

        private String strike(int number) {
            var jump = JUMPS.get(number % JUMPS.size());
            var length = WRONG_AT_LEAST.plus(ordeal.moment(LONGER_BY));
            witness.renew();
            var meanwhile = beWrong(jump, length);
            witness.renew();
            long healed = System.nanoTime();
            try (var node = Witness.at(LIAR, witness, ordeal.merchants().getFirst())) {
                while (!node.servedSince(healed) && System.nanoTime() - healed < WORKS_WITHIN.toNanos()) {
                    LockSupport.parkNanos(LOOK_EVERY.toNanos());
                }
                var again = Duration.ofNanos(System.nanoTime() - healed);
                slowest = again.compareTo(slowest) > 0 ? again : slowest;
                var line = "clock of node %d wrong by %d s for %.1f s, %s; works again %.1f s after"
                        .formatted(LIAR, jump.toSeconds(), length.toMillis() / 1e3, meanwhile, again.toMillis() / 1e3);
                rule(
                        "the node works again within %d s".formatted(WORKS_WITHIN.toSeconds()),
                        again.compareTo(WORKS_WITHIN) < 0,
                        line);
                return line;
            }
        }

        private String beWrong(Duration jump, Duration length) {
            long end = System.nanoTime() + length.toNanos();
            ordeal.callers().clocksDiffer(true);
            try {
                clock.shift(jump);
                LockSupport.parkNanos(SEEN_WITHIN.toNanos());
                var token = tokenOfTheLiar(jump);
                LockSupport.parkNanos(end - System.nanoTime());
                return token;
            } finally {
                clock.shift(Duration.ZERO);
                LockSupport.parkNanos(SEEN_WITHIN.toNanos());
                ordeal.callers().clocksDiffer(false);
            }
        }

        /** The node with the wrong clock writes a token; the other looks at it. */
        private String tokenOfTheLiar(Duration jump) {
            var device = Device.fresh();
            var bank = ordeal.bank();
            var liar = new MobileApp(bank.node(LIAR).plain(), bank.running().sandbox(), device, null);
            var right = new MobileApp(bank.node(1).plain(), bank.running().sandbox(), device, null);
            try {
                right.use(liar.signIn("99893" + next++));
            } catch (Refusal | UncheckedIOException e) {
                return "gave out no token";
            }
            issued.add(right);
            var claims = claims(right.tokens().access());
            long off = claims.path("iat").asLong() - Instant.now().getEpochSecond();
            rule(
                    "control: the wrong node's tokens show the wrong clock",
                    Math.abs(off - jump.toSeconds()) < 15,
                    "a token is off by " + off + " s");
            return "its token is valid for %d s more, node 1 says %s"
                    .formatted(claims.path("exp").asLong() - Instant.now().getEpochSecond(), lookedAt(right, claims));
        }

        private int lookedAt(MobileApp phone, JsonNode claims) {
            var status = phone.get("/v1/sessions").status();
            boolean old = Instant.now().getEpochSecond() > claims.path("exp").asLong() + SKEW.toSeconds();
            refusedAsOld += old && status == 401 ? 1 : 0;
            rule(
                    "a right clock takes no token for longer than it says",
                    !old || status == 401,
                    "node 1 answers " + status + " to a token that is too old");
            return status;
        }

        private static JsonNode claims(String token) {
            var body = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]);
            return JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
        }

        private void rule(String rule, boolean kept, String otherwise) {
            ordeal.verdict().rule(rule, kept, otherwise);
        }
    }
}
