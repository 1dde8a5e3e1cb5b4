package gateway.compliance.monitoring;

import java.util.Optional;
import java.util.regex.Pattern;

/** So many base calculation units, such as {@code 500 BRV} or {@code 0.5 BRV}. */
record Threshold(long hundredths) {

    static final int HUNDRED = 100;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,7})(?:\\.([0-9]{1,2}))? BRV");

    static Optional<Threshold> parse(String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        var decimals = found.group(2) == null ? "" : found.group(2);
        var hundredths = Long.parseLong(found.group(1)) * HUNDRED + Long.parseLong((decimals + "00").substring(0, 2));
        return Optional.of(new Threshold(hundredths)).filter(it -> it.hundredths > 0);
    }

    @Override
    public String toString() {
        return hundredths / HUNDRED + (hundredths % HUNDRED == 0 ? "" : ".%02d".formatted(hundredths % HUNDRED))
                + " BRV";
    }
}
