package gateway.customers.kyc.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.customers.CustomerProblem;
import gateway.customers.PostalAddress;
import gateway.customers.kyc.TellAddress;
import gateway.platform.http.Caller;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.CustomerId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where customers live, told by themselves or by the bank's staff. */
@RestController
class AddressController {

    private final TellAddress addresses;

    AddressController(TellAddress addresses) {
        this.addresses = addresses;
    }

    /**
     * An address in its parts, in the letters in which it was told.
     *
     * @param country ISO 3166 alpha-2
     * @param subdivision region; absent where it was not told, as postal code and building
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AddressView(
            String country,
            @Nullable String subdivision,
            String town,
            @Nullable String postalCode,
            String street,
            @Nullable String building) {

        static AddressView of(PostalAddress it) {
            return new AddressView(
                    it.country(), it.subdivision(), it.town(), it.postalCode(), it.street(), it.building());
        }

        @Override
        public String toString() {
            return "AddressView[]";
        }
    }

    /**
     * An address in its parts: in Latin letters a town or region has up to 35 characters, a street 70, postal code and
     * building 16 each.
     *
     * @param country ISO 3166 alpha-2
     */
    record AddressRequest(
            @NotBlank @Size(max = 2) String country,
            @Nullable @Size(max = 70) String subdivision,
            @NotBlank @Size(max = 70) String town,
            @Nullable @Size(max = 16) String postalCode,
            @NotBlank @Size(max = 140) String street,
            @Nullable @Size(max = 32) String building) {

        PostalAddress.Raw raw() {
            return new PostalAddress.Raw(country, subdivision, town, postalCode, street, building);
        }

        @Override
        public String toString() {
            return "AddressRequest[]";
        }
    }

    /** Shows the address that is known of the caller. */
    @GetMapping("/v1/kyc/address")
    Mono<ResponseEntity<AddressView>> own(Caller caller) {
        return addresses.told(caller.customer()).map(AddressController::answer);
    }

    /**
     * Tells where the caller lives; another address takes the place of the one before. Banks abroad are told it with
     * what the caller sends there. The same again changes nothing.
     */
    @PutMapping("/v1/kyc/address")
    Mono<ResponseEntity<AddressView>> tell(Caller caller, @Valid @RequestBody AddressRequest request) {
        return Mono.defer(() -> addresses.tell(caller.customer(), request.raw()))
                .map(AddressController::answer);
    }

    /** Shows the address that is known of a customer. For staff. */
    @GetMapping("/admin/api/kyc/{customer}/address")
    Mono<ResponseEntity<AddressView>> ofCustomer(
            @Needs({StaffRole.COMPLIANCE, StaffRole.AUDITOR}) Staff staff, @PathVariable String customer) {
        return Mono.defer(() -> addresses.told(customer(customer))).map(AddressController::answer);
    }

    /** Tells where a customer lives, by a paper that the staff has seen; the name of who told it is kept. For staff. */
    @PutMapping("/admin/api/kyc/{customer}/address")
    Mono<ResponseEntity<AddressView>> tellForCustomer(
            @Needs(StaffRole.COMPLIANCE) Staff staff,
            @PathVariable String customer,
            @Valid @RequestBody AddressRequest request) {
        return Mono.defer(() -> addresses.tell(customer(customer), request.raw(), staff.name()))
                .map(AddressController::answer);
    }

    private static ResponseEntity<AddressView> answer(PostalAddress it) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(AddressView.of(it));
    }

    private static CustomerId customer(String text) {
        return CustomerId.parse(text)
                .orElseThrow(() -> CustomerProblem.CUSTOMER_NOT_FOUND.because("Ids of customers look like cus_…"));
    }
}
