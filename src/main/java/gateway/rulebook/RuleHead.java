package gateway.rulebook;

import gateway.rulebook.Citation.Confidence;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every rule in a pack says first: its name and version, when it holds, and where it comes from.
 *
 * @param id stays the same through all versions
 */
public record RuleHead(String id, int version, Citation citation, Validity validity) {

    private static final List<String> FIELDS =
            List.of("id", "version", "decided", "from", "until", "source", "confidence", "text");

    /** The names of its fields, and of those that follow. */
    public static String[] with(String... more) {
        return Stream.concat(FIELDS.stream(), Stream.of(more)).toArray(String[]::new);
    }

    public static RuleHead read(Fields fields) {
        return new RuleHead(
                fields.required("id").id(), version(fields.required("version")), citation(fields), validity(fields));
    }

    private static int version(PackNode place) {
        int version = place.number();
        if (version == 0) {
            throw place.fault("versions begin with 1");
        }
        return version;
    }

    private static Citation citation(Fields fields) {
        return new Citation(
                fields.required("source").text(),
                fields.required("confidence").word(Confidence.values()),
                moment(fields.required("decided")),
                wording(fields.required("text")));
    }

    /** One sentence in each language. */
    public static Wording wording(PackNode place) {
        var fields = Fields.of(place, "uz", "ru", "en");
        return new Wording(
                fields.required("uz").text(),
                fields.required("ru").text(),
                fields.required("en").text());
    }

    private static Validity validity(Fields fields) {
        var from = moment(fields.required("from"));
        var until = fields.optional("until").map(RuleHead::moment).orElse(null);
        if (until != null && !until.isAfter(from)) {
            throw fields.required("until").fault("it ends before it begins");
        }
        return new Validity(from, until);
    }

    private static Instant moment(PackNode place) {
        return place.day().atStartOfDay(BankTime.ZONE).toInstant();
    }
}
