package gateway.platform.observability;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.util.SplittableRandom;

/** The header traceparent: continued or begun anew, always a trace. */
public final class TraceFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var header = Promises.latin(input);
        var trace = Trace.continuing(header, new SplittableRandom(1));
        Promises.holds(trace.header().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"), "a trace is well-formed");
        Promises.same(
                trace.traceId(),
                Trace.continuing(trace.header(), new SplittableRandom(2)).traceId());
    }
}
