package loads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person may choose.
 *
 * @param plans in the order in which they run; empty when only help is wanted
 * @param seconds null for each plan's own
 * @param rate arrivals a second; null for each plan's own
 * @param quick a few seconds each, one after the other against one installation: shows that they work, not how fast
 */
record LoadOptions(
        List<Plan> plans,
        @Nullable Integer seconds,
        @Nullable Integer rate,
        boolean quick) {

    private static final int QUICK_SECONDS = 3;
    private static final int WARM_UP_SECONDS = 60;
    private static final int QUICK_WARM_UP_SECONDS = 3;

    static LoadOptions parse(String... arguments) {
        var rest = new ArrayDeque<>(List.of(arguments));
        var plans = new ArrayList<Plan>();
        Integer seconds = null;
        Integer rate = null;
        boolean quick = false;
        while (!rest.isEmpty()) {
            var word = rest.remove();
            switch (word) {
                case "--seconds" -> seconds = number(word, rest);
                case "--rate" -> rate = number(word, rest);
                case "--quick" -> quick = true;
                case "all" -> plans.addAll(Plan.all());
                default ->
                    plans.add(Plan.named(word)
                            .orElseThrow(() -> new IllegalArgumentException("There is no scenario or option " + word)));
            }
        }
        return new LoadOptions(quick && plans.isEmpty() ? Plan.all() : List.copyOf(plans), seconds, rate, quick);
    }

    static String usage() {
        var text = new StringBuilder("usage: ./gateway load <scenario>… | all [--seconds N] [--rate N] [--quick]\n\n");
        Plan.all()
                .forEach(plan -> text.append("  %-10s %s (%d s, %,d/s)%n"
                        .formatted(plan.word(), plan.purpose(), plan.usualSeconds(), plan.usualRate())));
        return text.append("\n--quick alone runs all of them for a few seconds each.")
                .toString();
    }

    World.Part part(Plan plan) {
        int usual = quick ? plan.quickRate() : plan.usualRate();
        int length = quick ? QUICK_SECONDS : plan.usualSeconds();
        return new World.Part(
                plan,
                seconds == null ? length : seconds,
                rate == null ? usual : rate,
                plan == Plan.OVERLOAD && rate == null && !quick);
    }

    int warmUpSeconds() {
        return quick ? QUICK_WARM_UP_SECONDS : WARM_UP_SECONDS;
    }

    private static int number(String name, ArrayDeque<String> rest) {
        var text = rest.poll();
        if (text == null || !text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(
                    name + " wants a positive number" + (text == null ? "" : ", not " + text));
        }
        return Integer.parseInt(text);
    }
}
