package gateway.processors.correspondent.message;

import fuzzing.FuzzTarget;
import gateway.platform.xml.XmlRefused;
import java.util.List;

/** Whatever bytes a correspondent sends: they are one message that we know, or refused with a line. */
public final class CorrespondentMessageFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        try {
            var it = Incoming.read(input, Transfers.ENDS, List.of("NOSTRO-USD-001"), Transfers.AT);
            if (it.id().isEmpty() || it.id().length() > 35) {
                throw new IllegalStateException("Taken without an id");
            }
        } catch (XmlRefused refused) {
            if (refused.line() < 1) {
                throw new IllegalStateException("Refused without a line", refused);
            }
        }
    }
}
