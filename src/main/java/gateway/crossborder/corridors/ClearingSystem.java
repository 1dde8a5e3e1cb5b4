package gateway.crossborder.corridors;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** In what a bank's number is counted in its country; names and forms are ISO 20022's external clearing codes. */
public enum ClearingSystem {
    USABA("US", "[0-9]{9}"),
    GBDSC("GB", "[0-9]{6}"),
    CACPA("CA", "[0-9]{9}"),
    AUBSB("AU", "[0-9]{6}"),
    INFSC("IN", "[A-Z]{4}0[A-Z0-9]{6}"),
    CNAPS("CN", "[0-9]{12}"),
    RUCBC("RU", "[0-9]{9}"),
    DEBLZ("DE", "[0-9]{8}"),
    ATBLZ("AT", "[0-9]{5}");

    private static final int[] WEIGHTS = {3, 7, 1};
    private static final int CHECKED_BY = 10;

    private final String country;
    private final Pattern form;

    ClearingSystem(String country, String form) {
        this.country = country;
        this.form = Pattern.compile(form);
    }

    /** Empty where banks of the country are known by their BIC alone. */
    public static Optional<ClearingSystem> of(String country) {
        return Arrays.stream(values()).filter(it -> it.country.equals(country)).findFirst();
    }

    public boolean has(String number) {
        return form.matcher(number).matches() && (this != USABA || isChecked(number));
    }

    // The digits of a routing number, weighed by 3, 7 and 1 in turn, make a multiple of ten; nine zeros are nobody's.
    private static boolean isChecked(String routing) {
        int sum = 0;
        for (int i = 0; i < routing.length(); i++) {
            sum += (routing.charAt(i) - '0') * WEIGHTS[i % WEIGHTS.length];
        }
        return sum > 0 && sum % CHECKED_BY == 0;
    }
}
