package gateway.corebanking;

import fuzzing.FuzzTarget;
import fuzzing.Promises;

/** What the core banking system says of a document: booked, refused with a code that can be kept, or nothing. */
public final class CoreAnswerFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        if (HttpCoreBank.read(input) instanceof CoreAnswer.Rejected rejected) {
            Promises.holds(
                    rejected.code().matches("[\\x20-\\x7e]{1,64}"), "a code is something that people can look up");
        }
    }
}
