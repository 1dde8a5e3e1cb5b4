package gateway.platform.iso20022;

import fuzzing.FuzzTarget;
import gateway.platform.xml.XmlRefused;

/** Whatever bytes arrive as camt.053: they are a statement that adds up, or refused with a line. */
public final class AccountStatementFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        try {
            var statement = StatementReader.read(input);
            if (statement.id().isEmpty()) {
                throw new IllegalStateException("A statement without an id");
            }
        } catch (XmlRefused refused) {
            if (refused.line() < 1) {
                throw new IllegalStateException("Refused without a line", refused);
            }
        }
    }
}
