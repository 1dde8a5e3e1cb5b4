package gateway.fees.pack;

import gateway.fees.tariff.Division;
import gateway.fees.tariff.Division.Part;
import gateway.rulebook.Coded;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import java.util.ArrayList;
import java.util.List;

/** Reads who gets or pays which part: one word for the whole, or a list of parts and who owns the leftover units. */
final class DivisionReader {

    private DivisionReader() {}

    static <E extends Coded> Division<E> read(PackNode place, E[] words) {
        if (place.isText()) {
            return Division.whole(place.word(words));
        }
        var fields = Fields.of(place, "parts", "leftover");
        var places = fields.required("parts").items();
        List<Part<E>> parts = new ArrayList<>();
        for (var item : places) {
            parts.add(part(item, words));
        }
        var leftover = fields.required("leftover").word(words);
        return Fit.at(place, places, () -> new Division<>(parts, leftover));
    }

    private static <E extends Coded> Part<E> part(PackNode place, E[] words) {
        var fields = Fields.of(place, "who", "percent");
        return new Part<>(fields.required("who").word(words), Percent.read(fields.required("percent")));
    }
}
