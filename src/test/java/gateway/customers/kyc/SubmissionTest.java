package gateway.customers.kyc;

import static gateway.customers.CustomerProblem.DOCUMENT_EXPIRED;
import static gateway.customers.CustomerProblem.DOCUMENT_INVALID;
import static gateway.customers.CustomerProblem.PERSON_UNREADABLE;
import static gateway.customers.CustomerProblem.PINFL_INVALID;
import static gateway.customers.kyc.People.KARIMOV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gateway.customers.CustomerProblem;
import gateway.customers.kyc.Submission.Raw;
import gateway.shared.problems.ProblemException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What customers show, and everything that is not that. */
class SubmissionTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private static Raw raw(String name, String born, String kind, String number, String expires) {
        return new Raw(KARIMOV, name, born, "UZ", kind, number, "IIV", expires);
    }

    private static Raw named(String name) {
        return raw(name, "1985-03-14", "id-card", "AA1234567", "2030-01-01");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments(named(""), PERSON_UNREADABLE),
                arguments(named("   "), PERSON_UNREADABLE),
                arguments(named("K"), PERSON_UNREADABLE),
                arguments(named("Karimov\u200bUtkir"), PERSON_UNREADABLE),
                arguments(named("\u202eKarimov"), PERSON_UNREADABLE),
                arguments(named("Karimov\u0000"), PERSON_UNREADABLE),
                arguments(named("Karimov.*|(a+)+$"), PERSON_UNREADABLE),
                arguments(named("K".repeat(201)), PERSON_UNREADABLE),
                arguments(named("12345"), PERSON_UNREADABLE),
                arguments(raw("Karimov Utkir", "0000-00-00", "id-card", "AA1234567", "2030-01-01"), PERSON_UNREADABLE),
                arguments(raw("Karimov Utkir", "14.03.1985", "id-card", "AA1234567", "2030-01-01"), PERSON_UNREADABLE),
                arguments(raw("Karimov Utkir", "1985-03-15", "id-card", "AA1234567", "2030-01-01"), PINFL_INVALID),
                arguments(raw("Karimov Utkir", "1985-03-14", "licence", "AA1234567", "2030-01-01"), DOCUMENT_INVALID),
                arguments(raw("Karimov Utkir", "1985-03-14", "id-card", "AA123456", "2030-01-01"), DOCUMENT_INVALID),
                arguments(raw("Karimov Utkir", "1985-03-14", "id-card", "АА1234567", "2030-01-01"), DOCUMENT_INVALID),
                arguments(raw("Karimov Utkir", "1985-03-14", "id-card", "AA1234567", "never"), DOCUMENT_INVALID),
                arguments(raw("Karimov Utkir", "1985-03-14", "id-card", "AA1234567", "2026-11-25"), DOCUMENT_EXPIRED));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isRefusedWithItsProblem(Raw raw, CustomerProblem problem) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Submission.read(raw, TODAY))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(problem))
                .satisfies(refused -> assertThat(refused.members()).containsKey("field"));
    }

    @Test
    void isReadAsItStandsInTheDocument() {
        var shown =
                Submission.read(raw(" Каримов  Ўткир ", "1985-03-14", "id-card", "aa 1234567", "2026-11-26"), TODAY);

        assertThat(shown.fullName()).isEqualTo("Каримов Ўткир");
        assertThat(shown.number()).isEqualTo("AA1234567");
        assertThat(shown.masked()).isEqualTo("AA*****67");
        assertThat(shown.toString()).doesNotContain("1234567", "Каримов");
    }
}
