package gateway.compliance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import gateway.compliance.ComplianceProblem;
import gateway.compliance.cases.CaseFile.Piece;
import gateway.compliance.cases.CaseFile.Proposal;
import gateway.compliance.cases.CaseFile.Ruling;
import gateway.compliance.cases.SuspicionReport.Contents;
import gateway.customers.Identity;
import gateway.customers.Pinfl;
import gateway.shared.ids.CaseId;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import tools.jackson.databind.json.JsonMapper;

/** What leaves the bank about a customer: well formed, fitting its schema, whatever anybody typed. */
class ReportXmlTest {

    private static final Instant AT = Instant.parse("2026-11-26T10:00:00Z");
    private static final CustomerId CUSTOMER = new CustomerId(new UUID(1, 3));
    private static final Identity PERSON = new Identity(
            CUSTOMER, 1, "Karimov O‘tkir", LocalDate.of(1985, 3, 14), "UZ", new Pinfl("31403851234565"), List.of());
    private static final Piece HIT = new Piece(1, "monitoring", """
            {"rule":"structuring","payments":[{"payment":"00000000-0000-0000-0000-000000000001",
             "at":"2026-11-20T10:00:00Z","direction":"out","amount":"1500.00","currency":"UZS",
             "counterparty":"00000000-0000-0000-0000-000000000002","country":"IR"}]}""", "gateway", AT);
    private static final Piece MATCH = new Piece(2, "screening", "{\"entry\":\"N-1\"}", "gateway", AT);

    private final ReportXml xml = new ReportXml("77", JsonMapper.builder().build());

    private static Contents contents(String reason, List<Piece> pieces) {
        var file = new CaseFile(
                new CaseId(new UUID(2, 3)),
                CUSTOMER,
                "closed",
                AT,
                AT,
                "00",
                pieces.size(),
                new Proposal("dilnoza", Resolution.REPORT, reason, AT),
                new Ruling("rustam", "agreed", AT));
        return new Contents(file, pieces, Optional.of(PERSON));
    }

    private static Document parsed(byte[] xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static String text(Document document, String name) {
        return document.getElementsByTagName(name).item(0).getTextContent();
    }

    @Test
    void saysWhoWhatAndWhy() throws Exception {
        var note = new Piece(3, "note", "he is my neighbour", "dilnoza", AT);
        var report = xml.write(contents("many small ones", List.of(HIT, MATCH, note)));
        var document = parsed(report);

        assertThat(text(document, "rentity_id")).isEqualTo("77");
        assertThat(text(document, "name")).isEqualTo("Karimov O‘tkir");
        assertThat(text(document, "amount_local")).isEqualTo("1500.00");
        assertThat(text(document, "report_indicators")).isEqualTo("structuringLIST");
        assertThat(new String(report, StandardCharsets.UTF_8)).doesNotContain("neighbour");
    }

    @Test
    void whateverIsTypedStaysText() throws Exception {
        var evil = "</reason><action>none</action> & \"<!DOCTYPE x>\" ]]> \u0000\u0001\uffff\ud83d\ude00";
        var document = parsed(xml.write(contents(evil, List.of())));

        assertThat(document.getElementsByTagName("action").getLength()).isEqualTo(1);
        assertThat(text(document, "reason"))
                .isEqualTo("</reason><action>none</action> & \"<!DOCTYPE x>\" ]]> \ufffd\ufffd\ufffd\ud83d\ude00");
    }

    @Test
    void anythingAtAllCanBeWritten() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int run = 0; run < 200; run++) {
            var reason = random.ints(1 + random.nextInt(5_000), 0, 0x10FFFF)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            assertThat(xml.write(contents(reason, List.of(HIT)))).isNotEmpty();
        }
    }

    @Test
    void whatDoesNotFitTheSchemaDoesNotLeave() {
        var broken = new Piece(1, "monitoring", "{\"payments\":[{\"direction\":\"sideways\"}]}", "gateway", AT);

        assertThatIllegalStateException()
                .isThrownBy(() -> xml.write(contents("x", List.of(broken))))
                .withMessageContaining("schema");
    }

    @Test
    void onlyWhatTwoPersonsDecidedToReportIsReported() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> SuspicionReport.ifReported(
                        new CaseFile(new CaseId(new UUID(2, 3)), CUSTOMER, "open", AT, AT, "00", 0, null, null)))
                .satisfies(no -> assertThat(no.type()).isEqualTo(ComplianceProblem.REPORT_MISSING));
    }
}
