package gateway.crossborder.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.crossborder.Beneficiaries;
import gateway.crossborder.Beneficiary;
import gateway.crossborder.CrossBorderProblem;
import gateway.platform.http.Caller;
import gateway.shared.ids.BeneficiaryId;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Translates HTTP to {@link Beneficiaries} and back. */
@RestController
@RequestMapping(path = "/v1/beneficiaries", produces = MediaType.APPLICATION_JSON_VALUE)
class BeneficiaryController {

    private final Beneficiaries beneficiaries;

    BeneficiaryController(Beneficiaries beneficiaries) {
        this.beneficiaries = beneficiaries;
    }

    /** A beneficiary as its customer sees it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BeneficiaryView(
            String id,
            int version,
            String name,
            boolean company,
            String country,
            String currency,
            @Nullable String iban,
            @Nullable String account,
            @Nullable String bic,
            @Nullable String bankCode,
            @Nullable String bankName,
            @Nullable String bankTown,
            @Nullable String bankStreet,
            @Nullable String town,
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String purpose,
            Instant changedAt) {

        static BeneficiaryView of(Beneficiary it) {
            var details = it.details();
            return new BeneficiaryView(
                    it.id().toString(),
                    it.version(),
                    details.name(),
                    details.company(),
                    details.country(),
                    details.currency().code(),
                    details.iban(),
                    details.account(),
                    details.bic(),
                    details.bankCode(),
                    details.bankName(),
                    details.bankTown(),
                    details.bankStreet(),
                    details.town(),
                    details.street(),
                    details.postalCode(),
                    details.purpose(),
                    it.changedAt());
        }
    }

    /** All beneficiaries of a customer. */
    record BeneficiaryList(List<BeneficiaryView> items) {}

    /** Adds somebody abroad to send money to. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<BeneficiaryView> add(Caller caller, @Valid @RequestBody BeneficiaryRequest request) {
        return Mono.fromSupplier(request::details)
                .flatMap(details -> beneficiaries.add(caller.customer(), details))
                .map(BeneficiaryView::of);
    }

    /** Replaces everything that is known of a beneficiary. Quotes that were made before keep what was known then. */
    @PutMapping("/{id}")
    Mono<BeneficiaryView> replace(
            Caller caller, @PathVariable String id, @Valid @RequestBody BeneficiaryRequest request) {
        return Mono.fromSupplier(request::details)
                .flatMap(details -> beneficiaries.replace(
                        caller.customer(), beneficiary(id), Objects.requireNonNullElse(request.version(), 0), details))
                .map(BeneficiaryView::of);
    }

    /** Shows one beneficiary. */
    @GetMapping("/{id}")
    Mono<BeneficiaryView> show(Caller caller, @PathVariable String id) {
        return Mono.defer(() -> beneficiaries.find(caller.customer(), beneficiary(id)))
                .map(BeneficiaryView::of);
    }

    /** Lists the beneficiaries of the customer, oldest first. */
    @GetMapping
    Mono<BeneficiaryList> list(Caller caller) {
        return beneficiaries
                .list(caller.customer())
                .map(all -> new BeneficiaryList(
                        all.stream().map(BeneficiaryView::of).toList()));
    }

    /** Removes a beneficiary; what was sent to them goes on. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(Caller caller, @PathVariable String id) {
        return Mono.defer(() -> beneficiaries.remove(caller.customer(), beneficiary(id)));
    }

    static BeneficiaryId beneficiary(String id) {
        return BeneficiaryId.parse(id)
                .orElseThrow(() -> CrossBorderProblem.BENEFICIARY_NOT_FOUND.because("No such beneficiary"));
    }
}
