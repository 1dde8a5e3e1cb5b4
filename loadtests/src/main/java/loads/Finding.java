package loads;

import java.util.Locale;

/** Something that was measured, with what it should have been. */
record Finding(String what, String found, String wanted, boolean reached) {

    private static final String SEPARATOR = "\t";

    static Finding atMost(String what, double found, double most, String unit) {
        return new Finding(what, text(found, unit), "≤ " + text(most, unit), found <= most);
    }

    static Finding atLeast(String what, double found, double least, String unit) {
        return new Finding(what, text(found, unit), "≥ " + text(least, unit), found >= least);
    }

    static Finding none(String what, long found) {
        return atMost(what, found, 0, "");
    }

    /** Nothing depends on it; people want to know. */
    static Finding remark(String what, String found) {
        return new Finding(what, found, "", true);
    }

    static Finding parse(String line) {
        var words = line.split(SEPARATOR, -1);
        return new Finding(words[0], words[1], words[2], Boolean.parseBoolean(words[3]));
    }

    String line() {
        return String.join(SEPARATOR, what, found, wanted, String.valueOf(reached));
    }

    String row() {
        return "%-58s %14s %12s  %s"
                .formatted(what, found, wanted, reached ? "" : "MISSED")
                .stripTrailing();
    }

    static String text(double value, String unit) {
        var number = String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
