package gateway.payments.decisions;

import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Judgements as they are stored, in JSON. */
final class DecisionText {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter LINES = JSON.writerFor(Line[].class);

    private DecisionText() {}

    /** Names are short because there is one for every payment. */
    private record Line(String c, String o, @Nullable String r, int v, SortedMap<String, String> i, String t) {

        static Line of(Judgement it) {
            return new Line(
                    it.check(),
                    it.outcome().code(),
                    it.rule(),
                    it.version(),
                    it.inputs(),
                    it.at().toString());
        }

        Judgement judgement() {
            return new Judgement(c, Outcome.of(o).orElseThrow(), r, v, i, Instant.parse(t));
        }
    }

    static String write(List<Judgement> judgements) {
        return LINES.writeValueAsString(judgements.stream().map(Line::of).toArray(Line[]::new));
    }

    static List<Judgement> read(String text) {
        return Stream.of(JSON.readValue(text, Line[].class))
                .map(Line::judgement)
                .toList();
    }
}
