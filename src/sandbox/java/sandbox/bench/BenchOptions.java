package sandbox.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person may choose of a measurement.
 *
 * @param warmUpSeconds load before anything is measured, at least; up to four times as long while it still gets faster,
 *     and up to eight times where the cost of controls is sought
 * @param seconds how long each thing is measured, all its turns together
 * @param customers with one card each
 * @param inFlight payments at once when the maximum is sought
 * @param stored with how many payments in the tables the maximum is sought once more at the end; 0 for not at all
 * @param controls whether limits, fees, fraud rules with the state antifraud and screening are on
 * @param comparison what is compared in turns instead of everything else
 * @param json where the numbers go as JSON; null for nowhere
 */
record BenchOptions(
        int warmUpSeconds,
        int seconds,
        int customers,
        int inFlight,
        int stored,
        boolean controls,
        Comparison comparison,
        @Nullable Path json) {

    static final String USAGE =
            "usage: ./gateway bench [--quick] [--seconds N] [--customers N] [--in-flight N] [--stored N]"
                    + " [--controls] [--json FILE] [--counterparties | --cost-of-controls]";
    private static final BenchOptions USUAL = new BenchOptions(30, 60, 300, 256, 0, false, Comparison.NONE, null);

    /** What card payments are compared with, on one machine and in turns. */
    enum Comparison {
        NONE,
        /** The same beside operators, webhooks and reconciliation. */
        COUNTERPARTIES,
        /** The same at another node of the installation, which asks everything about each. */
        CONTROLS
    }

    static BenchOptions parse(String... arguments) {
        var rest = new ArrayDeque<>(List.of(arguments));
        var options = USUAL;
        while (!rest.isEmpty()) {
            options = options.with(rest.poll(), rest);
        }
        return options;
    }

    private BenchOptions with(String name, ArrayDeque<String> rest) {
        return switch (name) {
            case "--quick" -> timed(10, 15).of(Math.min(customers, 90));
            case "--seconds" -> timed(warmUpSeconds, number(name, rest));
            case "--customers" -> of(number(name, rest));
            case "--in-flight" -> with(number(name, rest), stored);
            case "--stored" -> with(inFlight, number(name, rest));
            case "--controls" -> with(true, comparison, json);
            case "--counterparties" -> with(controls, Comparison.COUNTERPARTIES, json);
            case "--cost-of-controls" -> with(controls, Comparison.CONTROLS, json);
            case "--json" -> with(controls, comparison, Path.of(value(name, rest)));
            default -> throw new IllegalArgumentException("There is no option " + name);
        };
    }

    private BenchOptions timed(int warmUp, int measured) {
        return new BenchOptions(warmUp, measured, customers, inFlight, stored, controls, comparison, json);
    }

    private BenchOptions of(int people) {
        return new BenchOptions(warmUpSeconds, seconds, people, inFlight, stored, controls, comparison, json);
    }

    private BenchOptions with(int atOnce, int payments) {
        return new BenchOptions(warmUpSeconds, seconds, customers, atOnce, payments, controls, comparison, json);
    }

    private BenchOptions with(boolean asked, Comparison other, @Nullable Path file) {
        return new BenchOptions(warmUpSeconds, seconds, customers, inFlight, stored, asked, other, file);
    }

    private static int number(String name, ArrayDeque<String> rest) {
        var text = value(name, rest);
        if (!text.matches("[1-9][0-9]{0,7}")) {
            throw new IllegalArgumentException(name + " wants a positive number, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static String value(String name, ArrayDeque<String> rest) {
        var value = rest.poll();
        if (value == null) {
            throw new IllegalArgumentException(name + " wants a value");
        }
        return value;
    }
}
