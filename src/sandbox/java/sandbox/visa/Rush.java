package sandbox.visa;

import gateway.platform.iso8583.IsoMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Many terminals at once, that reach several nodes of the issuer, and that ask again for as long as they are not
 * answered.
 */
public final class Rush implements AutoCloseable {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final String APPROVED = "00";
    /** The issuer could not decide and has kept nothing. */
    private static final String NOT_NOW = "91";

    private final Terminal terminal = new Terminal();
    private final List<AcquirerLine> lines;

    /** @param issuers where each node listens on this machine */
    public Rush(List<Integer> issuers) {
        lines = issuers.stream()
                .map(port -> new AcquirerLine(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .toList();
    }

    /** One message, and what was answered to it however often it was sent. */
    public static final class Asked {

        private final IsoMessage message;
        private volatile AcquirerLine.@Nullable Answer answer;
        private volatile boolean contradicted;

        private Asked(IsoMessage message) {
            this.message = message;
        }

        public boolean isAnswered() {
            return answer != null;
        }

        public boolean isApproved() {
            return APPROVED.equals(code());
        }

        /** Field 39; empty while there is none. */
        public String code() {
            var known = answer;
            return known == null ? "" : known.message().get(39).orElse("");
        }

        /** Whether two answers to it were not the same, byte for byte. */
        public boolean isContradicted() {
            return contradicted;
        }

        private synchronized boolean heard(AcquirerLine.Answer heard) {
            var known = answer;
            if (known == null && !NOT_NOW.equals(heard.message().get(39).orElse(""))) {
                answer = heard;
            } else if (known != null && !Arrays.equals(known.bytes(), heard.bytes())) {
                contradicted = true;
            }
            return true;
        }
    }

    /** Authorisations, not sent yet; each a purchase of its own. */
    public List<Asked> authorisations(int count, JsonNode words) {
        return IntStream.range(0, count)
                .mapToObj(_ -> new Asked(terminal.begin("0100", words)))
                .toList();
    }

    /** What undoes those that were approved. */
    public List<Asked> reversals(List<Asked> authorisations) {
        return authorisations.stream()
                .filter(Asked::isApproved)
                .map(it -> new Asked(terminal.reverse(it.message, -1)))
                .toList();
    }

    /**
     * Sends all of them at once; completes, always normally, when each was answered or will not be.
     *
     * @param nodes which of the issuer's nodes are asked, in turn; counted from 0
     */
    public CompletableFuture<Void> ask(List<Asked> all, int... nodes) {
        var coming = IntStream.range(0, all.size())
                .mapToObj(i -> ask(all.get(i), nodes[i % nodes.length]))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(coming);
    }

    /** Asks one node until all are answered; emits whether they were in time. */
    public boolean insist(List<Asked> all, int node, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        for (var left = unanswered(all); !left.isEmpty(); left = unanswered(all)) {
            if (System.nanoTime() > until) {
                return false;
            }
            ask(left, node).join();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return true;
    }

    private static List<Asked> unanswered(List<Asked> all) {
        return all.stream().filter(it -> !it.isAnswered()).toList();
    }

    private CompletableFuture<Boolean> ask(Asked asked, int node) {
        return CompletableFuture.completedFuture(asked.message)
                .thenComposeAsync(message -> lines.get(node).ask(message))
                .handle((answer, failure) -> failure == null && asked.heard(answer));
    }

    /**
     * Authorisations at a pace of their own, whether or not earlier ones are answered.
     *
     * @param cards in turn
     * @return nanoseconds from the intended moment until the answer, and what was sent
     */
    public Paced paced(int perSecond, Duration length, List<JsonNode> cards) {
        var times = new ConcurrentHistogram(3);
        int count = (int) (perSecond * length.toSeconds());
        var all = IntStream.range(0, count)
                .mapToObj(i -> authorisations(1, cards.get(i % cards.size())).getFirst())
                .toList();
        long began = System.nanoTime();
        var coming = IntStream.range(0, count)
                .mapToObj(i -> ask(all.get(i), i % lines.size(), began + i * SECOND / perSecond, times))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(coming).join();
        return new Paced(times, all);
    }

    private CompletableFuture<Boolean> ask(Asked asked, int node, long due, Histogram times) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return ask(asked, node).whenComplete((_, _) -> times.recordValue(System.nanoTime() - due));
    }

    /** What was measured. */
    public record Paced(Histogram times, List<Asked> asked) {}

    /** Every code that was answered, with how often. */
    public static java.util.Map<String, Long> codes(Stream<Asked> asked) {
        return asked.collect(java.util.stream.Collectors.groupingBy(
                Asked::code, java.util.TreeMap::new, java.util.stream.Collectors.counting()));
    }

    @Override
    public void close() {
        lines.forEach(AcquirerLine::close);
    }
}
