package gateway.fraud.state;

import gateway.fraud.state.SealedPosts.AnswerLine;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts into lines what comes in pieces; what follows the last line end is not whole. Not shared between threads. */
final class AnswerLines {

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** The lines that end in this piece. */
    List<AnswerLine> take(byte[] piece) {
        var lines = new ArrayList<AnswerLine>();
        int start = 0;
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '\n') {
                keep(piece, start, i);
                lines.add(AnswerLine.of(begun.toByteArray()));
                begun.reset();
                start = i + 1;
            }
        }
        keep(piece, start, piece.length);
        return lines;
    }

    private void keep(byte[] piece, int from, int to) {
        if (begun.size() + to - from > SealedPosts.LONGEST_ANSWER) {
            throw new IllegalStateException("The answer is too long");
        }
        begun.write(piece, from, to - from);
    }
}
