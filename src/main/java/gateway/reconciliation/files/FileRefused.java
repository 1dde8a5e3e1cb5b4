package gateway.reconciliation.files;

import java.io.IOException;

/** A file is not imported, as a whole; the message says where and why. */
public final class FileRefused extends IOException {

    private static final long serialVersionUID = 1;

    /** @param line of the file, from 1 */
    FileRefused(long line, String reason) {
        super("line " + Math.max(1, line) + " " + reason);
    }
}
