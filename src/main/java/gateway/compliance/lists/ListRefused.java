package gateway.compliance.lists;

import java.io.IOException;

/** A list is not put in force, as a whole; the message says where and why. */
public final class ListRefused extends IOException {

    private static final long serialVersionUID = 1;

    /** @param line of the file, from 1; 0 where no line is to blame */
    ListRefused(int line, String reason) {
        super(line > 0 ? "line " + line + " " + reason : reason);
    }
}
