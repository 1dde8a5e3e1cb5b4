package gateway.approvals.web;

import static gateway.platform.http.StaffRole.ADMINISTRATOR;
import static gateway.platform.http.StaffRole.AUDITOR;
import static gateway.platform.http.StaffRole.COMPLIANCE;
import static gateway.platform.http.StaffRole.FRAUD;
import static gateway.platform.http.StaffRole.OPERATIONS;
import static gateway.platform.http.StaffRole.POLICY;

import gateway.approvals.Act;
import gateway.approvals.Act.State;
import gateway.approvals.ApprovalProblem;
import gateway.approvals.TwoPersonActs;
import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Acts that need two members of the staff. */
@RestController
class ActController {

    private static final int MOST = 100;

    private final TwoPersonActs acts;

    ActController(TwoPersonActs acts) {
        this.acts = acts;
    }

    /**
     * @param content as the kind of act reads it
     * @param reason for the record
     */
    record ProposalRequest(
            @NotBlank @Size(max = 64) String kind,

            @NotBlank @Size(max = 16 * 1024) String content,

            @NotBlank @Size(max = 500) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String reason) {}

    /** @param reason for the record */
    record DecisionRequest(
            @NotBlank @Size(max = 500) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String reason) {}

    /**
     * @param state one of proposed, approved, refused and withdrawn
     * @param content what exactly was proposed
     */
    record ActView(
            UUID id,
            String kind,
            String subject,
            String state,
            String content,
            String reason,
            String proposedBy,
            Instant proposedAt,
            Instant expiresAt,
            @Nullable VerdictView verdict) {

        static ActView of(Act it) {
            return new ActView(
                    it.id(),
                    it.kind(),
                    it.subject(),
                    it.state().code(),
                    it.content(),
                    it.reason(),
                    it.proposedBy(),
                    it.proposedAt(),
                    it.expiresAt(),
                    VerdictView.of(it.verdict()));
        }
    }

    /** Who decided, when and why. */
    record VerdictView(String by, Instant at, String reason) {

        static @Nullable VerdictView of(Act.@Nullable Verdict it) {
            return it == null ? null : new VerdictView(it.by(), it.at(), it.reason());
        }
    }

    /** Latest first, at most a hundred. */
    record ActList(List<ActView> acts) {}

    /** Proposes an act. It does nothing until a colleague approves it. For staff with a role of its kind. */
    @PostMapping("/admin/api/acts")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ActView> propose(
            @Needs({ADMINISTRATOR, POLICY, COMPLIANCE, FRAUD, OPERATIONS}) Staff staff,
            @Valid @RequestBody ProposalRequest body) {
        return acts.propose(body.kind(), body.content(), body.reason(), staff).map(ActView::of);
    }

    /** Approves what a colleague proposed, and does it. For staff with a role of its kind. */
    @PostMapping("/admin/api/acts/{id}/approve")
    Mono<ActView> approve(
            @Needs({ADMINISTRATOR, POLICY, COMPLIANCE, FRAUD, OPERATIONS}) Staff staff,
            @PathVariable String id,
            @Valid @RequestBody DecisionRequest body) {
        return acts.approve(parse(id), body.reason(), staff).map(ActView::of);
    }

    /** Refuses what a colleague proposed. For staff with a role of its kind. */
    @PostMapping("/admin/api/acts/{id}/refuse")
    Mono<ActView> refuse(
            @Needs({ADMINISTRATOR, POLICY, COMPLIANCE, FRAUD, OPERATIONS}) Staff staff,
            @PathVariable String id,
            @Valid @RequestBody DecisionRequest body) {
        return acts.refuse(parse(id), body.reason(), staff).map(ActView::of);
    }

    /** Takes back what one has proposed oneself. */
    @PostMapping("/admin/api/acts/{id}/withdraw")
    Mono<ActView> withdraw(
            @Needs({ADMINISTRATOR, POLICY, COMPLIANCE, FRAUD, OPERATIONS}) Staff staff,
            @PathVariable String id,
            @Valid @RequestBody DecisionRequest body) {
        return acts.withdraw(parse(id), body.reason(), staff).map(ActView::of);
    }

    /** One act, with what exactly it says. */
    @GetMapping("/admin/api/acts/{id}")
    Mono<ActView> find(
            @Needs({ADMINISTRATOR, POLICY, COMPLIANCE, FRAUD, OPERATIONS, AUDITOR}) Staff staff,
            @PathVariable String id) {
        return acts.find(parse(id)).map(ActView::of);
    }

    /** The acts in one state, latest first. */
    @GetMapping("/admin/api/acts")
    Mono<ActList> list(
            @Needs({ADMINISTRATOR, POLICY, COMPLIANCE, FRAUD, OPERATIONS, AUDITOR}) Staff staff,
            @RequestParam(defaultValue = "proposed") String state) {
        return acts.list(state(state), MOST).map(ActView::of).collectList().map(ActList::new);
    }

    private static State state(String code) {
        return State.of(code)
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("There are proposed, approved, refused and withdrawn")
                        .with("field", "state"));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ApprovalProblem.ACT_NOT_FOUND.because("Ids of acts are UUIDs");
        }
    }
}
