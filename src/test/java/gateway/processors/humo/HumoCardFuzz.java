package gateway.processors.humo;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.cards.CardRegistrar.Registration;
import gateway.cards.Pan;
import java.time.YearMonth;

/**
 * What the JSON middleware answers about a card: a value whatever comes, and a holder only for the card asked about.
 */
public final class HumoCardFuzz implements FuzzTarget {

    private static final String ID = "0198c0de-0000-7000-8000-000000000001";
    private static final Pan PAN = Pan.parse("9860000000000000").orElseThrow();

    @Override
    public void read(byte[] input) {
        var registration = HumoRegistrar.read(input, ID, PAN, YearMonth.of(2031, 12));
        if (registration instanceof Registration.Confirmed) {
            var text = Promises.text(input);
            Promises.holds(text.contains(ID) && text.contains("on"), "a holder is told by an answer to our question");
        }
    }
}
