package sandbox.chaos;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** Asks again for what was told: the same key and body is the same answer, byte for byte; another body is a mistake. */
final class Repeats {

    private static final int SAMPLE = 60;
    private static final int OTHER_BODIES = 10;
    private static final int MISTAKE = 422;

    private Repeats() {}

    static Verdict of(Collection<Told> told, long seed) {
        var sample = new ArrayList<>(told);
        java.util.Collections.shuffle(sample, new Random(seed));
        var others = new ArrayList<String>();
        for (var one : sample.subList(0, Math.min(SAMPLE, sample.size()))) {
            repeat(one, others);
        }
        var taken = new ArrayList<String>();
        for (var one : sample.subList(0, Math.min(OTHER_BODIES, sample.size()))) {
            changed(one, taken);
        }
        return new Verdict()
                .rule("a repeat hears the same answer, byte for byte, on every node", others)
                .rule("a key with another body is refused", taken);
    }

    private static void repeat(Told told, List<String> found) {
        for (var phone : told.order().customer().phones()) {
            try {
                var reply = phone.post(
                        "/v1/payments", told.order().body(), told.order().key());
                if (reply.status() != 201 || !reply.text().equals(told.text())) {
                    found.add("told %s, then %d %s".formatted(told.text(), reply.status(), reply.text()));
                }
            } catch (UncheckedIOException e) {
                found.add("told %s, then %s".formatted(told.text(), e.getMessage()));
            }
        }
    }

    private static void changed(Told told, List<String> found) {
        var other = told.order().body().replace("\"value\":\"", "\"value\":\"1");
        var reply = told.order()
                .customer()
                .phone()
                .post("/v1/payments", other, told.order().key());
        if (reply.status() != MISTAKE) {
            found.add("%s after %s: %d %s".formatted(other, told.order().body(), reply.status(), reply.text()));
        }
    }
}
