package gateway.admin.web;

import gateway.admin.AddMerchant;
import gateway.admin.AdminProblem;
import gateway.customers.Merchants.Merchant;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.MerchantId;
import gateway.shared.money.Asset;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lets the bank's staff add merchants. */
@RestController
class MerchantController {

    private final AddMerchant addMerchant;

    MerchantController(AddMerchant addMerchant) {
        this.addMerchant = addMerchant;
    }

    /**
     * @param id chosen by us when left out
     * @param category merchant category code (ISO 18245)
     */
    record MerchantRequest(
            @Nullable @Size(max = 64) String id,

            @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String name,

            @NotBlank @Pattern(regexp = "[0-9]{4}") String category) {}

    /** @param account where the merchant's money is */
    record MerchantView(String id, String name, String category, String account) {

        static MerchantView of(Merchant it) {
            return new MerchantView(
                    it.id().toString(),
                    it.name(),
                    it.category(),
                    it.account(Asset.UZS).toString());
        }
    }

    /** Registers a merchant and opens its account. For staff. */
    @PostMapping("/admin/api/merchants")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<MerchantView> add(@Needs(StaffRole.ADMINISTRATOR) Staff staff, @Valid @RequestBody MerchantRequest body) {
        return addMerchant.add(wanted(body.id()), body.name(), body.category()).map(MerchantView::of);
    }

    private static Optional<MerchantId> wanted(@Nullable String id) {
        return Optional.ofNullable(id)
                .map(text -> MerchantId.parse(text)
                        .orElseThrow(() -> AdminProblem.MERCHANT_ID_INVALID
                                .because("Ids look like mer_ and a UUID of version 7")
                                .with("field", "id")));
    }
}
