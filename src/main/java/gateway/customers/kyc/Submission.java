package gateway.customers.kyc;

import static gateway.customers.CustomerProblem.DOCUMENT_EXPIRED;
import static gateway.customers.CustomerProblem.DOCUMENT_INVALID;
import static gateway.customers.CustomerProblem.PERSON_UNREADABLE;
import static gateway.customers.CustomerProblem.PINFL_INVALID;

import gateway.customers.BirthDates;
import gateway.customers.Pinfl;
import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a customer shows of themselves: who they are, and one document. */
public record Submission(
        Pinfl pinfl,
        String fullName,
        LocalDate born,
        @Nullable String country,
        DocumentKind kind,
        String number,
        String issuer,
        LocalDate expires) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ISSUER = 100;
    private static final int MASKED_ENDS = 2;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    // Nothing invisible, and nothing that turns the direction of writing.
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{Zs}'’‘ʻʼ`ʹ.-]*");

    /** As it came. */
    public record Raw(
            String pinfl,
            String fullName,
            String birthDate,
            @Nullable String country,
            String kind,
            String number,
            String issuer,
            String expiresOn) {

        @Override
        public String toString() {
            return "Raw[]";
        }
    }

    /** Throws the first problem that applies. */
    public static Submission read(Raw raw, LocalDate today) {
        var pinfl =
                Pinfl.parse(raw.pinfl()).orElseThrow(() -> no(PINFL_INVALID, "pinfl", "One of its digits is wrong"));
        var born = date(raw.birthDate(), PERSON_UNREADABLE, "birthDate");
        if (!born.equals(pinfl.born())) {
            throw no(PINFL_INVALID, "pinfl", "It belongs to another birth date");
        }
        if (!BirthDates.isPossible(born, today)) {
            throw no(PERSON_UNREADABLE, "birthDate", "Nobody who is alive was born then");
        }
        var kind = DocumentKind.find(raw.kind())
                .orElseThrow(() -> no(DOCUMENT_INVALID, "kind", "There is no such kind of document"));
        var number = raw.number().replace(" ", "").toUpperCase(Locale.ROOT);
        if (!kind.fits(number)) {
            throw no(DOCUMENT_INVALID, "number", "It is written otherwise on such a document");
        }
        var expires = date(raw.expiresOn(), DOCUMENT_INVALID, "expiresOn");
        if (today.isAfter(expires)) {
            throw no(DOCUMENT_EXPIRED, "expiresOn", "It was valid until " + expires);
        }
        return new Submission(
                pinfl, name(raw.fullName()), born, country(raw.country()), kind, number, issuer(raw.issuer()), expires);
    }

    /** The number but for the middle. */
    String masked() {
        int hidden = number.length() - 2 * MASKED_ENDS;
        return number.substring(0, MASKED_ENDS) + "*".repeat(hidden) + number.substring(number.length() - MASKED_ENDS);
    }

    private static String name(String text) {
        var name = Normalizer.normalize(text.strip(), Normalizer.Form.NFC).replaceAll("\\p{Zs}+", " ");
        if (name.length() > LONGEST_NAME
                || !NAME.matcher(name).matches()
                || name.codePoints().filter(Character::isLetter).count() < 2) {
            throw no(PERSON_UNREADABLE, "fullName", "A name is letters, up to " + LONGEST_NAME);
        }
        return name;
    }

    private static @Nullable String country(@Nullable String text) {
        if (text != null && !COUNTRY.matcher(text).matches()) {
            throw no(PERSON_UNREADABLE, "country", "Countries are written like UZ");
        }
        return text;
    }

    private static String issuer(String text) {
        if (text.isBlank() || text.length() > LONGEST_ISSUER) {
            throw no(DOCUMENT_INVALID, "issuer", "It has 1 to " + LONGEST_ISSUER + " characters");
        }
        return text.strip();
    }

    private static LocalDate date(String text, ProblemType problem, String field) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw no(problem, field, "Dates look like 1985-03-14");
        }
    }

    private static ProblemException no(ProblemType problem, String field, String why) {
        return problem.because(why).with("field", field);
    }

    @Override
    public String toString() {
        return "Submission[" + kind + "]";
    }
}
