package sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import sandbox.books.Books;
import sandbox.faults.FaultPlan;
import tools.jackson.databind.JsonNode;

/** A stand-in for somebody outside: a server that speaks their protocol on a port of its own. */
public interface Counterparty extends AutoCloseable {

    /** As in the control API: {@code /books/{name}}, {@code /faults/{name}}. */
    String name();

    /** Where it listens on loopback; fixed once constructed. */
    int port();

    /** Empty for one that keeps no money. */
    Optional<Books> books();

    FaultPlan faults();

    /** What it noticed about whoever asks, counted since it started. */
    default Map<String, Long> oddities() {
        return Map.of();
    }

    /** For the control page: test cards, credentials, whatever a person needs to try it. */
    default String help() {
        return "";
    }

    /**
     * Does something of its own accord because a test or a person wants it.
     *
     * @param words what exactly, in the counterparty's own terms
     */
    default CompletableFuture<?> act(String act, JsonNode words) {
        throw new IllegalArgumentException(name() + " does nothing of its own accord");
    }

    @Override
    void close();
}
