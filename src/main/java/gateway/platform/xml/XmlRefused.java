package gateway.platform.xml;

import java.io.IOException;

/** A document is not taken, as a whole; the message says where and why. */
public final class XmlRefused extends IOException {

    private static final long serialVersionUID = 1;

    private final int line;
    private final String reason;

    /** @param line of the document, from 1 */
    public XmlRefused(int line, String reason) {
        super("line " + line + " " + reason);
        this.line = line;
        this.reason = reason;
    }

    public int line() {
        return line;
    }

    public String reason() {
        return reason;
    }
}
