package gateway.notifications.sms;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** Whatever is reported as Eskiz says something final or nothing, the same every time. */
public final class EskizReportFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        Promises.same(EskizCallbacks.fate(input), EskizCallbacks.fate(input.clone()));
    }
}
