package sandbox.chaos.storms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Outcome;
import sandbox.chaos.Reckoning;
import sandbox.chaos.Resources;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.crowd.Crowd;
import sandbox.crowd.Payer;
import sandbox.crowd.Wire;
import sandbox.run.Wiring;

/**
 * Clients who hang up: in HTTP/2 at a random moment (RST_STREAM), in HTTP/1.1 also after a random byte of their
 * request, with a FIN or a RST. What they began ends all the same, and the nodes keep nothing for them.
 */
public final class HangUps implements Campaign {

    private static final int CUSTOMERS = 60;
    private static final int MERCHANTS = 30;
    private static final int AT_ONCE = 200;
    private static final int CUT_BYTES_PERCENT = 30;
    private static final int LONGEST_MILLIS = 80;
    private static final double RAIL_FAULTS = 0.05;
    private static final double SHARE_CUT = 0.3;
    private static final int RENEW_EVERY = 5_000;

    /** Netty follows every buffer, and not one in 128. */
    private static final Wiring PARANOID = new Wiring() {

        @Override
        public Map<String, String> settings(int node, Map<String, String> settings) {
            return settings;
        }

        @Override
        public List<String> launcher(int node) {
            return List.of("env", "JDK_JAVA_OPTIONS=-Dio.netty.leakDetection.level=paranoid");
        }
    };

    @Override
    public String name() {
        return "hang-ups";
    }

    @Override
    public String purpose() {
        return "clients hang up at a random moment or byte: what was begun ends, nothing is held for them";
    }

    @Override
    public int trials() {
        return 50_000;
    }

    @Override
    public int quickTrials() {
        return 1_000;
    }

    @Override
    public Outcome run(Setting setting) {
        try (var bank = Bank.open(2, setting.data(), PARANOID);
                var wire = new Wire(bank.node(1).plain())) {
            var crowd = Crowd.gather(bank.running(), wire, CUSTOMERS, MERCHANTS);
            var hearing = new Hearing(bank.node(1).plain());
            return new Clients(setting, bank, wire, crowd, hearing, new Tally()).run();
        }
    }

    /** How those calls ended that nobody answered. */
    record Tally(LongAdder cut, LongAdder bytesCut, LongAdder failed) {

        Tally() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }

        /** Trials are these alone: whoever was answered, or never got through, has not hung up. */
        int hungUp() {
            return Math.toIntExact(cut.sum() + bytesCut.sum());
        }
    }

    /** One run. */
    private record Clients(Setting setting, Bank bank, Wire wire, Crowd crowd, Hearing hearing, Tally tally) {

        Outcome run() {
            var verdict = new Verdict();
            bank.sandbox().breakRails(setting.seed(), RAIL_FAULTS);
            boolean heldMeanwhile = call();
            bank.sandbox().heal();
            int cut = tally.hungUp();
            verdict.add(Reckoning.of(bank, hearing.told(), setting.sabotage()).verdict());
            verdict.rule("every node has given back what it took", Resources.notGivenBack(bank));
            verdict.rule("no node has lost a buffer", logged("LEAK:"));
            verdict.rule("no node takes them for a fault of its own", logged("nobody foresaw"));
            verdict.rule("something was held while they called", heldMeanwhile, "nothing was");
            verdict.rule(
                    "many hang up before their answer",
                    cut >= setting.trials() * SHARE_CUT,
                    "only %d of %d".formatted(cut, setting.trials()));
            Map<String, Object> measured = new LinkedHashMap<>();
            measured.put("hung up while waiting", tally.cut.sum());
            measured.put("hung up while asking", tally.bytesCut.sum());
            measured.put("told of their payment before", hearing.told().size());
            measured.put("answered otherwise, by status", hearing.others());
            measured.put("failed without an answer", tally.failed.sum());
            return Outcome.of(cut, verdict, measured);
        }

        /** Emits whether the nodes were seen to hold something meanwhile: later they must not. */
        private boolean call() {
            var places = new Semaphore(AT_ONCE);
            boolean held = false;
            for (int i = 0; i < setting.trials(); i++) {
                if (i % RENEW_EVERY == 0) {
                    crowd.refresh(wire);
                    setting.say("%d of %d calls".formatted(i, setting.trials()));
                }
                LockSupport.parkNanos(1_000_000_000L / setting.rate());
                places.acquireUninterruptibly();
                client().doFinally(_ -> places.release()).subscribe();
                held = held || (i % 100 == 99 && !Resources.held(bank).isEmpty());
            }
            places.acquireUninterruptibly(AT_ONCE);
            return held;
        }

        private Mono<Void> client() {
            var random = ThreadLocalRandom.current();
            var payer = crowd.payers().get(random.nextInt(crowd.payers().size()));
            var wish = payer.wish(
                    crowd.merchants().get(random.nextInt(crowd.merchants().size())));
            return random.nextInt(100) < CUT_BYTES_PERCENT
                    ? Mono.<Void>fromRunnable(() -> cutBytes(payer, wish))
                            .subscribeOn(Schedulers.boundedElastic())
                            .onErrorResume(UncheckedIOException.class, _ -> failed())
                    : cutAnswer(payer, wish, Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
        }

        private Mono<Void> cutAnswer(Payer payer, Payer.Wish wish, Duration after) {
            return payer.payAgain(wire, wish)
                    .timeout(after)
                    .doOnNext(reply -> hearing.hear(payer.customer(), wish, reply))
                    .then()
                    .onErrorResume(TimeoutException.class, _ -> Mono.fromRunnable(tally.cut::increment))
                    .onErrorResume(_ -> failed());
        }

        private Mono<Void> failed() {
            return Mono.fromRunnable(tally.failed::increment);
        }

        private void cutBytes(Payer payer, Payer.Wish wish) {
            var random = ThreadLocalRandom.current();
            URI node = bank.node(1 + random.nextInt(2)).plain();
            var bytes = payer.asHttp1(node, wish).getBytes(StandardCharsets.UTF_8);
            try (var socket = new Socket(node.getHost(), node.getPort())) {
                socket.getOutputStream().write(bytes, 0, random.nextInt(bytes.length + 1));
                socket.getOutputStream().flush();
                LockSupport.parkNanos(random.nextLong(20_000_000));
                // A RST instead of a FIN.
                if (random.nextBoolean()) {
                    socket.setSoLinger(true, 0);
                }
                tally.bytesCut.increment();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<String> logged(String words) {
            try (Stream<Path> files = Files.walk(bank.folder())) {
                return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                        .flatMap(Clients::lines)
                        .filter(line -> line.contains(words))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Stream<String> lines(Path file) {
            try {
                return Files.readAllLines(file, StandardCharsets.UTF_8).stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
