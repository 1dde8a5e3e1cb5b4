package sandbox.chaos.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Customer;
import sandbox.chaos.Outcome;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Setting;
import sandbox.chaos.Told;
import sandbox.chaos.Verdict;
import sandbox.chaos.services.ServiceBank;
import sandbox.chaos.services.ServiceCustomers;

/**
 * A node halts with payments at every named point, for the rails of cards, for operators that are called, and for
 * top-ups on their way to cards. First every kind of payment, confirmation, cancellation and refund is made with every
 * answer of its rail, to learn which points it passes; each point is then a cell for every manner of the client. Cells
 * stand still at their points together, and one halt ends them all.
 */
public final class CrashPoints implements Campaign {

    private static final int CUSTOMERS = 120;
    private static final int QUICK_CUSTOMERS = 60;
    private static final int FEW = 12;
    private static final int MERCHANTS = 10;
    // A node takes up 32 unfinished payments at once: with more cells, those at its checks keep others from theirs.
    private static final int CELLS_PER_HALT = 80;
    private static final Duration LEARNS_FOR = Duration.ofMinutes(2);
    // A rail's deadline and several checks after it lie before the later points.
    private static final Duration STANDS_WITHIN = Duration.ofSeconds(45);
    private static final Duration LAST_ERRAND = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    // Longer than anything stands, and short enough to see what becomes of a bill that nobody pays.
    private static final Duration FINAL_WITHIN = Duration.ofSeconds(150);

    private final String name;
    private final String purpose;
    private final Predicate<Cell.Scene> scenes;
    private final boolean services;

    private CrashPoints(String name, String purpose, Predicate<Cell.Scene> scenes, boolean services) {
        this.name = name;
        this.purpose = purpose;
        this.scenes = scenes;
        this.services = services;
    }

    public static CrashPoints ofCards() {
        return new CrashPoints(
                "crash-points",
                "a node halts around every write, message and answer, for every rail and client; at most so many cells",
                scene -> !scene.isService(),
                false);
    }

    /** Payme, Click and Uzum as they are called. */
    public static CrashPoints ofServices() {
        return new CrashPoints(
                "service-points",
                "the same for Payme, Click and Uzum as we call them, with cards, codes and bills",
                scene -> scene.isService() && !scene.isTopUp(),
                true);
    }

    /** What Payme brings for cards, on its way from the wallet. */
    public static CrashPoints ofTopUps() {
        return new CrashPoints(
                "top-up-points",
                "the same for top-ups on their way from the wallet to the card: there once, or told once",
                Cell.Scene::isTopUp,
                false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String purpose() {
        return purpose;
    }

    @Override
    public int trials() {
        return 10_000;
    }

    @Override
    public int quickTrials() {
        return 20;
    }

    @Override
    public Outcome run(Setting setting) {
        var bank = services
                ? Bank.openWired(2, setting.data(), it -> ServiceBank.wiring(it, CrashingNode.WIRING, FINAL_WITHIN))
                : Bank.open(2, setting.data(), CrashingNode.WIRING);
        var verdict = new Verdict();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            int count = customers(setting.quick());
            var customers = services ? ServiceCustomers.of(bank, count) : bank.customers(count);
            return new Trial(setting, bank, customers, verdict, people).run(scenes);
        } finally {
            bank.close(!verdict.isClean());
        }
    }

    private int customers(boolean quick) {
        if (!quick) {
            return CUSTOMERS;
        }
        return nobodyWaits() ? FEW : QUICK_CUSTOMERS;
    }

    private boolean nobodyWaits() {
        return Stream.of(Cell.Scene.values()).filter(scenes).noneMatch(Cell.Scene::waits);
    }

    /** One run of the campaign. */
    private static final class Trial {

        private final Setting setting;
        private final Bank bank;
        private final Verdict verdict;
        private final ExecutorService people;
        private final CrashingNode node;
        private final List<Customer> customers;
        private final List<String> merchants;
        private final TopUps topUps;
        private final Collection<Told> told = new ConcurrentLinkedQueue<>();
        private final Collection<String> unexpected = new ConcurrentLinkedQueue<>();
        private final List<Future<?>> running = new ArrayList<>();
        private final Map<String, Integer> stood = new TreeMap<>();
        private final Map<String, List<String>> missedAt = new TreeMap<>();
        private int number;
        private int codes;
        private int halts;
        private int missed;

        Trial(Setting setting, Bank bank, List<Customer> customers, Verdict verdict, ExecutorService people) {
            this.setting = setting;
            this.bank = bank;
            this.verdict = verdict;
            this.people = people;
            this.node = new CrashingNode(bank);
            this.customers = customers;
            this.merchants = bank.merchants(MERCHANTS);
            this.topUps = new TopUps(bank);
        }

        Outcome run(Predicate<Cell.Scene> scenes) {
            var cells = new ArrayList<>(learn(Cell.everyWay(scenes)));
            int all = cells.size();
            Collections.shuffle(cells, new Random(setting.seed()));
            var chosen = cells.subList(0, Math.min(all, setting.trials()));
            setting.say("%d cells, of which %d are tried".formatted(all, chosen.size()));
            for (int from = 0; from < chosen.size(); from += CELLS_PER_HALT) {
                haltAt(chosen.subList(from, Math.min(chosen.size(), from + CELLS_PER_HALT)));
                setting.say("%d halts, %d cells stood at their points, %d never came there"
                        .formatted(halts, reached(), missed));
            }
            running.forEach(Trial::await);
            verdict.add(topUps.judge());
            var reckoning = Reckoning.of(bank, told, setting.sabotage());
            verdict.add(reckoning.verdict());
            verdict.rule("nobody was answered what nobody should be", unexpected);
            verdict.rule("most cells came to their points", reached() > missed, reached() + " of " + chosen.size());
            var measured = new LinkedHashMap<String, Object>();
            measured.put("cells there are", all);
            measured.put("cells that never came there", missed);
            measured.put("halts", halts);
            measured.put("payments by state", reckoning.states());
            measured.put("top-ups of cards", topUps.summary());
            measured.put("stood at", stood);
            measured.put("never came to", missedAt);
            return Outcome.of(reached(), verdict, measured);
        }

        private int reached() {
            return stood.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** Every point that a payment passes when nothing halts. */
        private List<Cell> learn(List<Cell> every) {
            var errands = begin(every);
            awaitAll(LEARNS_FOR, () -> running.stream().allMatch(Future::isDone));
            var passed = node.reached();
            var cells = new LinkedHashSet<Cell>();
            for (var errand : errands) {
                for (var point : of(passed, errand).passed()) {
                    errand.cell().everyManner().map(cell -> cell.at(point)).forEach(cells::add);
                }
            }
            return List.copyOf(cells);
        }

        private void haltAt(List<Cell> cells) {
            customers.forEach(Customer::renew);
            var errands = begin(cells);
            awaitAll(STANDS_WITHIN, () -> {
                var now = node.reached();
                return errands.stream().allMatch(errand -> of(now, errand).standing());
            });
            var last = node.reached();
            node.halt();
            halts++;
            for (var errand : errands) {
                var point = errand.cell().point();
                if (point != null && of(last, errand).standing()) {
                    stood.merge(point, 1, Integer::sum);
                } else {
                    missed++;
                    missedAt.computeIfAbsent(String.valueOf(point), _ -> new ArrayList<>())
                            .add(errand.cell() + " after " + of(last, errand).passed());
                }
            }
        }

        private List<Errand> begin(List<Cell> cells) {
            var notes = new Errand.Notes(told, unexpected);
            var errands = cells.stream().map(cell -> errand(cell, notes)).toList();
            node.set(errands);
            errands.forEach(errand -> running.add(people.submit(errand::run)));
            return errands;
        }

        private Errand errand(Cell cell, Errand.Notes notes) {
            var customer = customers.get(customerOf(cell));
            var merchant = merchants.get(number % MERCHANTS);
            int own = number++;
            return cell.scene().isTopUp()
                    ? topUps.begin(cell, own, customer, notes)
                    : new CustomerErrand(cell, own, customer, merchant, notes);
        }

        // Nobody gets two codes at once: the newest on a phone is then the one that is meant.
        private int customerOf(Cell cell) {
            return (cell.scene().waits() ? codes++ : number) % customers.size();
        }

        private static CrashingNode.Reached of(Map<String, CrashingNode.Reached> all, Errand errand) {
            return all.getOrDefault(errand.key(), CrashingNode.Reached.NOTHING);
        }

        private static void awaitAll(Duration atMost, java.util.function.BooleanSupplier done) {
            long end = System.nanoTime() + atMost.toNanos();
            while (!done.getAsBoolean() && System.nanoTime() < end) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }

        private static void await(Future<?> errand) {
            try {
                errand.get(LAST_ERRAND.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new IllegalStateException("An errand did not end", e);
            }
        }
    }
}
