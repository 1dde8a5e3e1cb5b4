package gateway.payments.web;

import gateway.platform.http.RequestProblem;
import gateway.shared.problems.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Reads a moment of a query: ISO 8601 with its offset. */
final class MomentReader {

    /** Nothing was booked before, and the database need not hear of the year minus one billion. */
    static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private MomentReader() {}

    static Instant read(String field, String text) {
        try {
            var moment = OffsetDateTime.parse(text).toInstant();
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                throw invalid(field, "Name a moment of this century");
            }
            return moment;
        } catch (DateTimeParseException _) {
            throw invalid(field, "Write a moment as 2026-11-25T10:00:00Z");
        }
    }

    static ProblemException invalid(String field, String why) {
        return RequestProblem.FIELD_INVALID.because(why).with("field", field);
    }
}
