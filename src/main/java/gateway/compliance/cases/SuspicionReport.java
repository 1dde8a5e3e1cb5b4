package gateway.compliance.cases;

import gateway.compliance.ComplianceProblem;
import gateway.compliance.cases.CaseFile.Piece;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.shared.ids.CaseId;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Writes the report of a suspicious transaction about a case that two persons decided to report. The form is that of
 * goAML, the schema is ours (compliance/str.xsd) until the national one takes its place.
 */
public final class SuspicionReport {

    private final CaseFiles files;
    private final Identities identities;
    private final ReportXml xml;

    public SuspicionReport(CaseFiles files, Identities identities, ReportXml xml) {
        this.files = files;
        this.identities = identities;
        this.xml = xml;
    }

    /** Emits XML that fits the schema, the same each time. Errors with CASE_NOT_FOUND or REPORT_MISSING. */
    public Mono<byte[]> of(CaseId id) {
        return files.find(id)
                .map(SuspicionReport::ifReported)
                .flatMap(file -> Mono.zip(
                                files.pieces(id).collectList(),
                                identities.find(file.customer()),
                                (pieces, person) -> new Contents(file, pieces, person))
                        .map(xml::write));
    }

    /** Everything the report says. */
    record Contents(CaseFile file, List<Piece> pieces, Optional<Identity> person) {}

    static CaseFile ifReported(CaseFile file) {
        var proposal = file.proposal();
        if (!file.isClosed() || proposal == null || proposal.resolution() != Resolution.REPORT) {
            throw ComplianceProblem.REPORT_MISSING.because("Propose and decide to report it first");
        }
        return file;
    }
}
