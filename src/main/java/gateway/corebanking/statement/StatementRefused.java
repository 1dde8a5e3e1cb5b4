package gateway.corebanking.statement;

import java.io.IOException;

/** A statement is not imported, as a whole; the message says where and why. */
public final class StatementRefused extends IOException {

    private static final long serialVersionUID = 1;

    /** @param line of the file, from 1 */
    StatementRefused(int line, String reason) {
        super("line " + line + " " + reason);
    }
}
