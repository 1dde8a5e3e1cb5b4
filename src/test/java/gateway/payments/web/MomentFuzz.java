package gateway.payments.web;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.platform.http.RequestProblem;
import java.util.Set;

/** A moment in a query. */
public final class MomentFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) throws Exception {
        var text = Promises.text(input);
        var moment = Promises.refusing(Set.of(RequestProblem.FIELD_INVALID), () -> MomentReader.read("from", text));
        if (moment != null) {
            Promises.holds(!moment.isBefore(MomentReader.FIRST), "nothing before there were books");
            Promises.same(moment, MomentReader.read("from", moment.toString()));
        }
    }
}
