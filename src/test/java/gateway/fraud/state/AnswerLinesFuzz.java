package gateway.fraud.state;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.fraud.state.SealedPosts.AnswerLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Lines of sealed answers: the same ones however the network cuts them. The first byte says where. */
public final class AnswerLinesFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int piece = Math.max(1, input[0] & 0xFF);
        var whole = Arrays.copyOfRange(input, 1, input.length);
        var lines = lines(whole, Math.max(1, whole.length));
        Promises.same(lines, lines(whole, piece));
        long ends = 0;
        for (byte each : whole) {
            ends += each == '\n' ? 1 : 0;
        }
        Promises.same(ends, (long) lines.size());
    }

    private static List<String> lines(byte[] whole, int piece) {
        var reader = new AnswerLines();
        var lines = new ArrayList<String>();
        for (int at = 0; at < whole.length; at += piece) {
            reader.take(Arrays.copyOfRange(whole, at, Math.min(whole.length, at + piece))).stream()
                    .map(AnswerLinesFuzz::shown)
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String shown(AnswerLine line) {
        Promises.holds(!line.seal().contains(" "), "a seal has no blank");
        return line.seal() + " " + HexFormat.of().formatHex(line.body());
    }
}
