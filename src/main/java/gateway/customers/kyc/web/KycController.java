package gateway.customers.kyc.web;

import gateway.customers.CustomerProblem;
import gateway.customers.kyc.KycState;
import gateway.customers.kyc.ShowDocument;
import gateway.customers.kyc.Submission;
import gateway.customers.kyc.VerifyCustomer;
import gateway.platform.http.Caller;
import gateway.platform.http.KeyedRequest;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.platform.idempotency.KeptAnswers;
import gateway.rulebook.BankTime;
import gateway.shared.ids.CustomerId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What customers prove about themselves over HTTP, and what the bank's staff verify. */
@RestController
class KycController {

    private final ShowDocument show;
    private final VerifyCustomer verify;
    private final KeptAnswers answers;
    private final Clock clock;

    KycController(ShowDocument show, VerifyCustomer verify, KeptAnswers answers, Clock clock) {
        this.show = show;
        this.verify = verify;
        this.answers = answers;
        this.clock = clock;
    }

    /** Shows how well the caller is known, and why not better. Numbers are masked. */
    @GetMapping("/v1/kyc")
    Mono<ResponseEntity<KycView>> state(Caller caller) {
        return verify.state(caller.customer())
                .map(this::view)
                .map(view ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view));
    }

    /**
     * Shows who the caller is, and a document. The registry of persons is asked at once; where it does not answer, the
     * document stays {@code submitted} and may be shown again.
     */
    @PostMapping("/v1/kyc/documents")
    Mono<KycView> document(Caller caller, KeyedRequest<DocumentRequest> request) {
        var work = show.show(caller.customer(), request.body().raw()).map(this::view);
        return answers.once(caller, request.named(), caller.customer().value(), work, KycView.class);
    }

    /** Shows how well a customer is known, and which evidence a colleague's act would rest on. For staff. */
    @GetMapping("/admin/api/kyc/{customer}")
    Mono<ResponseEntity<StaffKycView>> staffState(
            @Needs({StaffRole.COMPLIANCE, StaffRole.AUDITOR}) Staff staff, @PathVariable String customer) {
        return Mono.defer(() -> verify.known(customer(customer)))
                .map(state -> StaffKycView.of(state, today()))
                .map(view ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view));
    }

    /**
     * Says that something about a customer is not so, which may lower their tier at once. That something is so takes
     * two members of the staff: propose an act of the kind {@code verify-customer}. For staff.
     */
    @PostMapping("/admin/api/kyc/{customer}/verifications")
    Mono<StaffKycView> verify(
            @Needs(StaffRole.COMPLIANCE) Staff staff,
            @PathVariable String customer,
            @Valid @RequestBody VerificationRequest body) {
        if (body.holds()) {
            throw CustomerProblem.TWO_NEEDED.because("Propose an act of the kind verify-customer");
        }
        return Mono.defer(() -> verify.verify(customer(customer), staff.name(), body.word()))
                .map(state -> StaffKycView.of(state, today()));
    }

    private KycView view(KycState state) {
        return KycView.of(state, today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BankTime.ZONE);
    }

    private static CustomerId customer(String text) {
        return CustomerId.parse(text)
                .orElseThrow(() -> CustomerProblem.CUSTOMER_NOT_FOUND.because("Ids of customers look like cus_…"));
    }

    /**
     * @param pinfl personal number of fourteen digits
     * @param fullName as it stands in the document
     * @param birthDate ISO 8601
     * @param country of nationality, ISO 3166 alpha-2
     * @param kind {@code id-card}, {@code passport}, {@code foreign-passport} or {@code residence-permit}
     * @param number as it stands in the document
     * @param expiresOn the last day it is valid, ISO 8601
     */
    record DocumentRequest(
            @Size(max = 14) String pinfl,
            @Size(max = 200) String fullName,
            @Size(max = 10) String birthDate,
            @Nullable @Size(max = 2) String country,
            @Size(max = 20) String kind,
            @Size(max = 30) String number,
            @Size(max = 100) String issuer,
            @Size(max = 10) String expiresOn) {

        Submission.Raw raw() {
            return new Submission.Raw(pinfl, fullName, birthDate, country, kind, number, issuer, expiresOn);
        }

        @Override
        public String toString() {
            return "DocumentRequest[]";
        }
    }

    /**
     * @param fact {@code pinfl}, {@code phone}, {@code document} or {@code in-person}
     * @param document its id, where the fact is a document
     * @param holds whether it is so
     * @param until the last day it is so, ISO 8601
     */
    record VerificationRequest(
            @NotBlank @Pattern(regexp = "pinfl|phone|document|in-person")
            String fact,

            @Nullable @Size(max = 36) String document,
            boolean holds,
            @Nullable @Size(max = 10) String until,
            @NotBlank @Size(max = 500) String reason) {

        VerifyCustomer.Word word() {
            return new VerifyCustomer.Word(fact, document, holds, until, reason);
        }
    }
}
