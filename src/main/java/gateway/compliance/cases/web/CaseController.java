package gateway.compliance.cases.web;

import gateway.compliance.ComplianceProblem;
import gateway.compliance.cases.CaseFile;
import gateway.compliance.cases.CaseFiles;
import gateway.compliance.cases.DecideCases;
import gateway.compliance.cases.DecideCases.Act;
import gateway.compliance.cases.Resolution;
import gateway.compliance.cases.SuspicionReport;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.CaseId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Cases over HTTP. Nothing that a customer can ask shows that there is one. */
@RestController
@RequestMapping("/admin/api/compliance/cases")
class CaseController {

    private static final int PAGE = 50;
    private static final UUID FIRST = new UUID(0, 0);

    private final CaseFiles files;
    private final DecideCases decide;
    private final SuspicionReport report;

    CaseController(CaseFiles files, DecideCases decide, SuspicionReport report) {
        this.files = files;
        this.decide = decide;
        this.report = report;
    }

    /** @param note what somebody has found out */
    record NoteRequest(@NotBlank @Size(max = 4_000) String note) {}

    /**
     * @param resolution {@code false-alarm}, {@code report} or {@code restrict}
     * @param evidence as the case showed it
     */
    record ProposalRequest(
            @NotBlank @Pattern(regexp = "false-alarm|report|restrict")
            String resolution,

            @NotBlank @Pattern(regexp = "[0-9a-f]{64}") String evidence,
            @NotBlank @Size(max = 4_000) String reason) {}

    /**
     * @param approve whether it shall be as proposed; otherwise the case is open again
     * @param evidence as the case showed it
     */
    record DecisionRequest(
            boolean approve,
            @NotBlank @Pattern(regexp = "[0-9a-f]{64}") String evidence,
            @NotBlank @Size(max = 4_000) String reason) {}

    /** Lists the cases that wait for a decision, the most urgent first. For staff. */
    @GetMapping
    Mono<CaseList> list(
            @Needs({StaffRole.COMPLIANCE, StaffRole.AUDITOR}) Staff staff, @RequestParam @Nullable String after) {
        var from =
                after == null ? Mono.just(Cursor.START) : files.find(id(after)).map(Cursor::of);
        return from.flatMap(cursor -> files.undecided(cursor.due(), cursor.id(), PAGE)
                .map(CaseView::of)
                .collectList()
                .map(CaseList::new));
    }

    private record Cursor(Instant due, UUID id) {

        static final Cursor START = new Cursor(Instant.EPOCH, FIRST);

        static Cursor of(CaseFile file) {
            return new Cursor(file.due(), file.id().value());
        }
    }

    /** Shows a case with its evidence and its history. For staff. */
    @GetMapping("/{id}")
    Mono<ResponseEntity<WholeCaseView>> find(
            @Needs({StaffRole.COMPLIANCE, StaffRole.AUDITOR}) Staff staff, @PathVariable String id) {
        var file = id(id);
        return files.find(file)
                .flatMap(found -> Mono.zip(
                        files.pieces(file).collectList(),
                        files.events(file).collectList(),
                        (pieces, events) -> WholeCaseView.of(found, pieces, events)))
                .map(view ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view));
    }

    /** Adds a note to the evidence; whatever was proposed before is proposed no longer. For staff. */
    @PostMapping("/{id}/notes")
    Mono<CaseView> note(
            @Needs(StaffRole.COMPLIANCE) Staff staff, @PathVariable String id, @Valid @RequestBody NoteRequest body) {
        return decide.note(id(id), staff.name(), body.note()).map(CaseView::of);
    }

    /** Proposes what becomes of a case. For staff. */
    @PostMapping("/{id}/proposal")
    Mono<CaseView> propose(
            @Needs(StaffRole.COMPLIANCE) Staff staff,
            @PathVariable String id,
            @Valid @RequestBody ProposalRequest body) {
        var act = new Act(id(id), staff.name(), body.evidence(), body.reason());
        return decide.propose(act, Resolution.find(body.resolution()).orElseThrow())
                .map(CaseView::of);
    }

    /** Decides what was proposed, if somebody else did. For staff. */
    @PostMapping("/{id}/decision")
    Mono<CaseView> decide(
            @Needs(StaffRole.COMPLIANCE) Staff staff,
            @PathVariable String id,
            @Valid @RequestBody DecisionRequest body) {
        var act = new Act(id(id), staff.name(), body.evidence(), body.reason());
        return decide.decide(act, body.approve()).map(CaseView::of);
    }

    /** The report of a case that was decided to be reported, as XML. For staff. */
    @GetMapping(path = "/{id}/report", produces = MediaType.APPLICATION_XML_VALUE)
    Mono<ResponseEntity<byte[]>> report(
            @Needs({StaffRole.COMPLIANCE, StaffRole.AUDITOR}) Staff staff, @PathVariable String id) {
        return report.of(id(id))
                .map(xml ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(xml));
    }

    private static CaseId id(String text) {
        return CaseId.parse(text)
                .orElseThrow(() -> ComplianceProblem.CASE_NOT_FOUND.because("Ids of cases look like cas_…"));
    }

    /** @param cases at most fifty; ask for more after the last one's id */
    record CaseList(List<CaseView> cases) {}
}
