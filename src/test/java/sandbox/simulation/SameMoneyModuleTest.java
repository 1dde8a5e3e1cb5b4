package sandbox.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sandbox.simulation.MoneyBench.Mishap;

/**
 * Hundreds of entries drawn from a seed, given to the simulation's model and to the product's journal over PostgreSQL:
 * both say the same of each, whatever happens to either's batches on the way, and in the end the same stands.
 */
class SameMoneyModuleTest {

    private static final int BATCHES = 160;
    private static final List<Mishap> MISHAPS =
            List.of(Mishap.LOST, Mishap.UNANSWERED, Mishap.LOST_ASKED_TWICE, Mishap.UNANSWERED_ASKED_TWICE);

    @Test
    void bothSayTheSameOfEveryEntry() {
        var heard = new HashSet<String>();
        for (long seed : List.of(1L, 2L, 3L)) {
            var server = new ServerBench(Material.BEGIN);
            try {
                new Twins(new RandomMoney(seed), new ModelBench(seed), server, heard).compare();
            } finally {
                server.close();
            }
        }
        // Nothing was compared that was not really there.
        assertThat(heard)
                .contains(
                        "committed",
                        "stale",
                        "duplicate",
                        "key",
                        "LimitRefusal",
                        "INSUFFICIENT_FUNDS",
                        "PENDING_TRANSFER_EXPIRED",
                        "PENDING_TRANSFER_ALREADY_POSTED",
                        "PENDING_TRANSFER_ALREADY_VOIDED",
                        "EXCEEDS_PENDING_AMOUNT",
                        "ID_ALREADY_USED",
                        "OVERFLOWS_BALANCE");
    }

    /** The two, with the same people. */
    private record Twins(RandomMoney money, MoneyBench model, MoneyBench server, Set<String> heard) {

        void compare() {
            money.material.open(model);
            money.material.open(server);
            for (int turn = 1; turn <= BATCHES; turn++) {
                var now = Material.BEGIN.plusSeconds(turn);
                model.until(now);
                server.until(now);
                batch(turn, now);
                look(turn, now);
            }
            assertThat(model.books()).isEqualTo(server.books());
        }

        private void batch(int turn, Instant now) {
            var steps = money.batch(now);
            var expected = model.together(entries(turn, steps, model), mishap(turn, 11));
            assertThat(server.together(entries(turn, steps, server), mishap(turn, 16)))
                    .as(
                            "turn %d, %s",
                            turn, steps.stream().map(RandomMoney.Step::what).toList())
                    .isEqualTo(expected);
            for (int n = 0; n < expected.size(); n++) {
                heard.add(expected.get(n).split("[ \\[]", -1)[0]);
                if (n < steps.size() && expected.get(n).equals("committed")) {
                    steps.get(n).then().run();
                }
            }
        }

        private List<Entry> entries(int turn, List<RandomMoney.Step> steps, MoneyBench bench) {
            var all = new ArrayList<>(
                    steps.stream().map(step -> step.entry().apply(bench)).toList());
            if (turn % 30 == 0) {
                all.add(huges().get(turn / 30 - 1));
            }
            return all;
        }

        // Drawn beside the others, so that both get the same.
        private static List<Entry> huges() {
            var far = new RandomMoney(99);
            return java.util.stream.Stream.generate(far::huge)
                    .limit(BATCHES / 30 + 1)
                    .toList();
        }

        private static Mishap mishap(int turn, int every) {
            return turn % every != 0 ? Mishap.NONE : MISHAPS.get(turn / every % MISHAPS.size());
        }

        private void look(int turn, Instant now) {
            var customer = money.customer();
            var key = money.key();
            assertThat(knows(server, customer, key)).isEqualTo(knows(model, customer, key));
            if (!money.payments.isEmpty()) {
                var id = money.payments.getLast().id;
                assertThat(server.read(server.payments().find(id)))
                        .isEqualTo(model.read(model.payments().find(id)));
            }
            if (turn % 8 == 0) {
                assertThat(due(server, now)).containsExactlyInAnyOrderElementsOf(due(model, now));
                assertThat(server.books()).as("turn %d", turn).isEqualTo(model.books());
            }
        }

        private static String knows(MoneyBench bench, gateway.shared.ids.CustomerId customer, String key) {
            return bench.read(bench.keys().find(customer.shard(), customer.value(), key, new byte[] {1, 0}))
                    .map(MoneyBench::text)
                    .orElse("unknown");
        }

        private static List<String> due(MoneyBench bench, Instant now) {
            var until = now.plusSeconds(15);
            return bench.read(bench.payments()
                    .takeDue(now, until, 1_000)
                    .map(Object::toString)
                    .concatWith(
                            bench.payments().takeDueRefunds(now, until, 1_000).map(Object::toString))
                    .collectList());
        }
    }
}
