package gateway.fraud.rules;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** A pack of fraud rules, with conditions in CEL: read whole, or refused with line and reason. */
public final class FraudPackFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        Promises.wholeOrUnfit(input, FraudPackReader::read);
    }
}
