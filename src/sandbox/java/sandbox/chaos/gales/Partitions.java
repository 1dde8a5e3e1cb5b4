package sandbox.chaos.gales;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Customer;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.chaos.Witness;
import sandbox.chaos.gales.Firewall.Way;
import sandbox.chaos.gales.Links.Link;

/**
 * One node's line to PostgreSQL, to Redis or to the rails falls silent, in both directions or in one: nobody is told,
 * packets just do not arrive. The other node must hardly notice, and the node itself must work again soon.
 */
public final class Partitions implements Campaign {

    private static final List<Link> LINKS = List.of(Link.POSTGRES, Link.REDIS, Link.RAILS);
    private static final List<Way> WAYS = List.of(Way.BOTH, Way.REQUESTS, Way.ANSWERS);
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGER_BY = Duration.ofSeconds(25);
    private static final Duration BATCH_STANDS_AT_MOST = Duration.ofSeconds(5);
    // Both nodes' customers come to this one now. One that hung on its twin would stand as long as the line is cut.
    private static final Duration OTHER_STANDS_AT_MOST = Duration.ofSeconds(10);
    private static final Duration HEALS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int PER_ROUND = 6;
    private static final int WITNESS = 5_000;
    private static final String RAIL = "uzcard";

    @Override
    public String name() {
        return "partitions";
    }

    @Override
    public String purpose() {
        return "a node's line to PostgreSQL, Redis or all rails drops packets for 5 to 30 s, also one way";
    }

    @Override
    public int trials() {
        return 60;
    }

    @Override
    public int quickTrials() {
        return 6;
    }

    @Override
    public Outcome run(Setting setting) {
        var missing = Firewall.whyNot();
        if (missing.isPresent()) {
            return Outcome.skipped(missing.get());
        }
        try (var firewall = Firewall.raise()) {
            var links = new Links(firewall);
            var bank = Bank.open(Conditions.usual().nodes(), setting.data(), links);
            try (var ordeal = Ordeal.of(setting, Conditions.usual().withRound(PER_ROUND), bank)) {
                return new Silences(ordeal, links, bank.customer(WITNESS)).run();
            }
        }
    }

    /** What is done to one bank. */
    private static final class Silences {

        private final Ordeal ordeal;
        private final Links links;
        private final Customer witness;
        private Duration longestBatch = Duration.ZERO;
        private Duration longestStand = Duration.ZERO;
        private Duration slowestHeal = Duration.ZERO;

        Silences(Ordeal ordeal, Links links, Customer witness) {
            this.ordeal = ordeal;
            this.links = links;
            this.witness = witness;
        }

        Outcome run() {
            ordeal.strike(this::strike);
            ordeal.measured().put("no answer, because", silences());
            ordeal.measured().put("a batch stood in PostgreSQL at most, s", longestBatch.toMillis() / 1e3);
            ordeal.measured().put("the other node stood at most, s", longestStand.toMillis() / 1e3);
            ordeal.measured().put("the node worked again after at most, s", slowestHeal.toMillis() / 1e3);
            return ordeal.outcome();
        }

        private Map<String, Long> silences() {
            return ordeal.callers().errors().stream()
                    .map(error -> error.replaceFirst("^[^:]*: ", ""))
                    .collect(Collectors.groupingBy(error -> error, TreeMap::new, Collectors.counting()));
        }

        // All six pairs of a link and a node, then the next way.
        private String strike(int number) {
            var link = LINKS.get(number % LINKS.size());
            var way = WAYS.get(number / LINKS.size() % WAYS.size());
            int node = 1 + number % 2;
            var length = SHORTEST.plus(ordeal.moment(LONGER_BY));
            witness.renew();
            var merchant = ordeal.merchants().getFirst();
            try (var cutOff = witness(node, link, merchant);
                    var other = witness(3 - node, link, merchant);
                    var locks = LockWatch.begin(ordeal.bank().running().database())) {
                silence(node, link, way, length);
                long healed = System.nanoTime();
                while (!cutOff.servedSince(healed) && System.nanoTime() - healed < HEALS_WITHIN.toNanos()) {
                    LockSupport.parkNanos(LOOK_EVERY.toNanos());
                }
                var heal = Duration.ofNanos(System.nanoTime() - healed);
                var what = "%s of node %d silent %s for %.1f s"
                        .formatted(link.words(), node, way.words(), length.toMillis() / 1e3);
                return told(what, locks.longest(), other, heal);
            }
        }

        // Without the rails a wallet's payments go on as ever, and say nothing about the line.
        private Witness witness(int node, Link link, String merchant) {
            return link == Link.RAILS
                    ? Witness.byCard(node, witness, RAIL, merchant)
                    : Witness.at(node, witness, merchant);
        }

        private void silence(int node, Link link, Way way, Duration length) {
            long end = System.nanoTime() + length.toNanos();
            try {
                links.cut(node, link, way);
                var wrong = new ArrayList<>(links.audible(node, link));
                wrong.addAll(links.silent(3 - node, link));
                ordeal.verdict().rule("control: the cut line is silent and its twin is not", wrong);
                LockSupport.parkNanos(end - System.nanoTime());
            } finally {
                links.heal();
            }
        }

        private String told(String what, Duration batch, Witness other, Duration heal) {
            var stand = other.longestGap();
            longestBatch = longest(longestBatch, batch);
            longestStand = longest(longestStand, stand);
            slowestHeal = longest(slowestHeal, heal);
            var line = "%s; a batch stood %.1f s, the other node %.1f s %s; works again %.1f s after"
                    .formatted(
                            what,
                            batch.toMillis() / 1e3,
                            stand.toMillis() / 1e3,
                            other.answers(),
                            heal.toMillis() / 1e3);
            judge(ordeal.verdict(), batch, stand, heal, line);
            return line;
        }

        private static Duration longest(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }

    /**
     * @param batch how long one stood in PostgreSQL
     * @param stand how long the other node completed nothing
     * @param heal how long after the silence the node itself completed nothing
     */
    static void judge(Verdict verdict, Duration batch, Duration stand, Duration heal, String line) {
        shorter(verdict, "no batch stands in PostgreSQL for more than", BATCH_STANDS_AT_MOST, batch, line);
        shorter(verdict, "the other node never completes nothing for more than", OTHER_STANDS_AT_MOST, stand, line);
        shorter(verdict, "the node works again, not after more than", HEALS_WITHIN, heal, line);
    }

    private static void shorter(Verdict verdict, String rule, Duration limit, Duration found, String line) {
        verdict.rule(rule + " " + limit.toSeconds() + " s", found.compareTo(limit) < 0 ? List.of() : List.of(line));
    }
}
