package sandbox.tieout;

import java.util.ArrayDeque;
import java.util.List;

/**
 * What a person may choose of a day.
 *
 * @param payments how many customers ask for
 * @param rate so many a second, whatever comes back
 * @param breaks how many falsehoods are put into the others' books afterwards
 * @param seed the same one draws the same orders and falsehoods
 */
record DayOptions(int payments, int rate, int breaks, long seed) {

    static final String USAGE = "usage: ./gateway tie-out [--payments N] [--rate N] [--breaks N] [--seed N]";
    private static final DayOptions USUAL = new DayOptions(10_000, 60, 100, 1);

    static DayOptions parse(String... arguments) {
        var rest = new ArrayDeque<>(List.of(arguments));
        var options = USUAL;
        while (!rest.isEmpty()) {
            var name = rest.poll();
            int value = number(name, rest.poll());
            options = switch (name) {
                case "--payments" -> new DayOptions(value, options.rate, options.breaks, options.seed);
                case "--rate" -> new DayOptions(options.payments, value, options.breaks, options.seed);
                case "--breaks" -> new DayOptions(options.payments, options.rate, value, options.seed);
                case "--seed" -> new DayOptions(options.payments, options.rate, options.breaks, value);
                default -> throw new IllegalArgumentException("There is no option " + name);
            };
        }
        return options;
    }

    private static int number(String name, @org.jspecify.annotations.Nullable String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(name + " wants a positive number, not " + text);
        }
        return Integer.parseInt(text);
    }
}
