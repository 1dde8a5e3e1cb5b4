package gateway.webhooks.web;

import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.MerchantId;
import gateway.webhooks.partners.Partners;
import gateway.webhooks.partners.Partners.Partner;
import gateway.webhooks.partners.ProposePartnerActs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The bank's staff and the partners who are told of payments. */
@RestController
class PartnerController {

    private static final int MOST = 1_000;

    private final Partners partners;
    private final ProposePartnerActs propose;

    PartnerController(Partners partners, ProposePartnerActs propose) {
        this.partners = partners;
        this.propose = propose;
    }

    /** A new partner. */
    record PartnerRequest(
            @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String name) {}

    /**
     * A merchant whose payments a partner is told of.
     *
     * @param reason for whoever decides
     */
    record MerchantOfPartner(
            @NotBlank @Size(max = 64) String merchant,

            @Nullable @Size(max = 500) @Pattern(regexp = Reasons.LINE)
            String reason) {}

    /** @param act that a colleague has to approve before the partner hears of the merchant */
    record ProposedMerchantView(String partner, String merchant, UUID act) {}

    /**
     * A partner.
     *
     * @param merchants whose payments it is told of
     * @param lastNumber how many events there were for it
     */
    record PartnerView(
            String id, String name, List<String> merchants, long lastNumber, Instant createdAt, String createdBy) {

        static PartnerView of(Partner it) {
            return new PartnerView(
                    it.id().toString(),
                    it.name(),
                    it.merchants().stream().map(MerchantId::toString).toList(),
                    it.lastNumber(),
                    it.createdAt(),
                    it.createdBy());
        }
    }

    /** @param items oldest first, 1,000 at most */
    record PartnersView(List<PartnerView> items) {}

    /** Registers a partner, who is told nothing yet. For staff. */
    @PostMapping("/admin/api/partners")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PartnerView> add(@Needs(StaffRole.ADMINISTRATOR) Staff staff, @Valid @RequestBody PartnerRequest body) {
        return partners.add(body.name(), staff.name()).map(PartnerView::of);
    }

    /** Lists partners. For staff. */
    @GetMapping("/admin/api/partners")
    Mono<PartnersView> list(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff) {
        return partners.all(MOST).map(PartnerView::of).collectList().map(PartnersView::new);
    }

    /** Shows a partner. For staff. */
    @GetMapping("/admin/api/partners/{partner}")
    Mono<PartnerView> show(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.OPERATIONS, StaffRole.SUPPORT, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String partner) {
        return partners.find(Paths.partner(partner)).map(PartnerView::of);
    }

    /** Proposes that the partner is told of this merchant's payments, once a colleague has approved it. For staff. */
    @PostMapping("/admin/api/partners/{partner}/merchants")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ProposedMerchantView> addMerchant(
            @Needs(StaffRole.ADMINISTRATOR) Staff staff,
            @PathVariable String partner,
            @Valid @RequestBody MerchantOfPartner body) {
        var whose = Paths.partner(partner);
        var merchant = merchant(body.merchant());
        return propose.join(whose, merchant, Reasons.of(body.reason()), staff)
                .map(act -> new ProposedMerchantView(whose.toString(), merchant.toString(), act.id()));
    }

    /** From now on the partner hears nothing of this merchant. A repeat changes nothing. For staff. */
    @DeleteMapping("/admin/api/partners/{partner}/merchants/{merchant}")
    Mono<PartnerView> removeMerchant(
            @Needs(StaffRole.ADMINISTRATOR) Staff staff, @PathVariable String partner, @PathVariable String merchant) {
        return partners.removeMerchant(Paths.partner(partner), merchant(merchant))
                .map(PartnerView::of);
    }

    private static MerchantId merchant(String text) {
        return MerchantId.parse(text)
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("Ids of merchants look like mer_")
                        .with("field", "merchant"));
    }
}
