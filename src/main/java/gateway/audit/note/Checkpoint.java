package gateway.audit.note;

import gateway.audit.tree.Hash;
import java.util.regex.Pattern;

/**
 * How long a trail was, and the root of its tree then (C2SP tlog-checkpoint).
 *
 * @param origin whose trail it is
 */
public record Checkpoint(String origin, long size, Hash root) {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final int LINES = 3;

    public Checkpoint {
        if (!SignedNote.isName(origin) || size < 0) {
            throw new MalformedNote("A checkpoint has an origin and a size");
        }
    }

    /** Errors with {@link MalformedNote}. Lines behind the third are extensions and say nothing to us. */
    public static Checkpoint of(SignedNote note) {
        var lines = note.text().split("\n", LINES + 1);
        if (lines.length <= LINES || !SIZE.matcher(lines[1]).matches()) {
            throw new MalformedNote("A checkpoint is an origin, a size and a root");
        }
        var root = SignedNote.decoded(lines[2]);
        if (root.length != Hash.BYTES) {
            throw new MalformedNote("A root has 32 bytes");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.of(root));
    }

    /** What is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }
}
