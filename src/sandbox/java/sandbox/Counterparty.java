package sandbox;

import java.util.Map;
import java.util.Optional;
import sandbox.books.Books;
import sandbox.faults.FaultPlan;

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

    @Override
    void close();
}
