package gateway.processors.visa;

import gateway.platform.iso8583.IsoMessage;
import gateway.processors.visa.VisaMessage.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Matches answers with requests. Every request ends exactly once: answered, timed out, or lost with its connection;
 * what arrives afterwards is counted and goes no further. One thread only: the client's event loop.
 */
final class Exchanges {

    /** What can arrive that nobody waits for. */
    enum Stray {
        /** The answer to a message we had given up. */
        LATE,
        /** A second answer. */
        DUPLICATE,
        /** The trace number of a waiting message, but not its reference, terminal or amount. */
        MISMATCHED,
        /** No message of ours that we remember. */
        UNMATCHED,
        /** Not readable at all. */
        GARBLED,
        /** The network refused to process a message of ours. */
        REJECTED
    }

    private final SequencedMap<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Ended> ended;
    private final Map<Stray, Counter> strays = new EnumMap<>(Stray.class);

    Exchanges(int remembered, MeterRegistry metrics) {
        this.ended = new Recent(remembered);
        for (var stray : Stray.values()) {
            var counter = Counter.builder("oqim.rail.late.answers")
                    .description("Answers of a rail that nobody waited for")
                    .tag("rail", "visa")
                    .tag("kind", stray.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
            strays.put(stray, counter);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** False when a message with this trace number still waits: then this one must not be sent. */
    boolean open(Exchange exchange, VisaSession session, long deadline) {
        return waiting.putIfAbsent(exchange.trace(), new Waiting(exchange, session, deadline)) == null;
    }

    void answer(IsoMessage answer) {
        String trace = answer.get(11).orElse("");
        var waits = waiting.get(trace);
        if (waits == null) {
            count(strayOf(trace, answer));
        } else if (waits.exchange.isAnsweredBy(answer)) {
            end(trace, waits, new Answer.Answered(answer));
        } else {
            count(Stray.MISMATCHED);
        }
    }

    /** The network would not process it; nobody says what the issuer has seen, so this counts as silence. */
    void reject(IsoMessage request, int reason) {
        count(Stray.REJECTED);
        String trace = request.get(11).orElse("");
        var waits = waiting.get(trace);
        if (waits != null && waits.exchange.request().equals(request)) {
            end(trace, waits, new Answer.Silent("rejected by the network, reason %04x".formatted(reason)));
        }
    }

    void count(Stray stray) {
        var counter = strays.get(stray);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Requests time out in the order they were sent, for all have the same time. */
    void expire(long now) {
        for (var eldest = waiting.firstEntry(); eldest != null; eldest = waiting.firstEntry()) {
            var waits = eldest.getValue();
            if (waits.deadline - now > 0) {
                return;
            }
            end(eldest.getKey(), waits, new Answer.Silent("no answer in time"));
            waits.session.suspect(now);
        }
    }

    /** Whatever was written to the connection may or may not have arrived. */
    void lose(VisaSession session) {
        var lost = new ArrayList<Waiting>();
        waiting.values().stream().filter(waits -> waits.session == session).forEach(lost::add);
        lost.forEach(waits -> end(waits.exchange.trace(), waits, new Answer.Silent("the connection was lost")));
    }

    private void end(String trace, Waiting waits, Answer answer) {
        waiting.remove(trace);
        ended.put(trace, new Ended(waits.exchange.reference(), answer instanceof Answer.Answered));
        waits.exchange.finish(answer);
    }

    private Stray strayOf(String trace, IsoMessage answer) {
        var before = ended.get(trace);
        if (before == null || !answer.has(37, before.reference)) {
            return Stray.UNMATCHED;
        }
        return before.answered ? Stray.DUPLICATE : Stray.LATE;
    }

    private record Waiting(Exchange exchange, VisaSession session, long deadline) {}

    private record Ended(String reference, boolean answered) {}

    /** Forgets the eldest. */
    private static final class Recent extends LinkedHashMap<String, Ended> {

        private final int most;

        Recent(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ended> eldest) {
            return size() > most;
        }
    }
}
