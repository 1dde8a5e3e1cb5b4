package gateway.webhooks.web;

import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.SignatureKeyId;
import gateway.webhooks.partners.Partners;
import gateway.webhooks.partners.ProposePartnerActs;
import gateway.webhooks.partners.SignatureKeys;
import jakarta.validation.Valid;
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

/** The bank's staff and the keys with which partners sign their calls. */
@RestController
class SignatureKeyController {

    private final Partners partners;
    private final SignatureKeys keys;
    private final ProposePartnerActs propose;

    SignatureKeyController(Partners partners, SignatureKeys keys, ProposePartnerActs propose) {
        this.partners = partners;
        this.keys = keys;
        this.propose = propose;
    }

    /**
     * @param publicKey the public half of an ed25519 pair of the partner's, 32 bytes in Base64; a secret for
     *     hmac-sha256 is drawn when it is left out
     * @param replaces the key whose place it takes, which is good for a day yet
     * @param reason for whoever decides
     */
    record SignatureKeyRequest(
            @Nullable @Size(min = 44, max = 44) String publicKey,
            @Nullable @Size(max = 64) String replaces,

            @Nullable @Size(max = 500) @Pattern(regexp = Reasons.LINE)
            String reason) {}

    /**
     * A key that is proposed.
     *
     * @param id what calls name as `keyid`
     * @param algorithm what calls name as `alg`
     * @param secret in Base64, shown this once; absent of a pair
     * @param act that a colleague has to approve before anything can be signed with it
     */
    record FreshSignatureKeyView(
            String id, String algorithm, @Nullable String secret, UUID act) {

        static FreshSignatureKeyView of(SignatureKeys.Draft it, UUID act) {
            return new FreshSignatureKeyView(
                    it.wanted().id().toString(), it.wanted().algorithm().code(), it.secret(), act);
        }

        @Override
        public String toString() {
            return "FreshSignatureKeyView " + id;
        }
    }

    /**
     * A key, without what signs anything.
     *
     * @param until when it ends; absent while it goes on
     */
    record SignatureKeyView(
            String id,
            String algorithm,
            Instant createdAt,
            String createdBy,
            @Nullable Instant until) {

        static SignatureKeyView of(SignatureKeys.Key it) {
            return new SignatureKeyView(it.id().toString(), it.algorithm(), it.createdAt(), it.createdBy(), it.until());
        }
    }

    record SignatureKeysView(List<SignatureKeyView> items) {}

    /** Proposes a key with which the partner signs its calls once a colleague has approved it. For staff. */
    @PostMapping("/admin/api/partners/{partner}/signature-keys")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<FreshSignatureKeyView> add(
            @Needs(StaffRole.ADMINISTRATOR) Staff staff,
            @PathVariable String partner,
            @Valid @RequestBody SignatureKeyRequest body) {
        var draft = draft(Paths.partner(partner), body);
        return propose.give(draft.wanted(), Reasons.of(body.reason()), staff)
                .map(act -> FreshSignatureKeyView.of(draft, act.id()));
    }

    private SignatureKeys.Draft draft(PartnerId partner, SignatureKeyRequest body) {
        SignatureKeyId replaces = body.replaces() == null ? null : Paths.signatureKey(body.replaces());
        return body.publicKey() == null
                ? keys.ofSecret(partner, replaces)
                : keys.ofPublicHalf(partner, body.publicKey(), replaces);
    }

    /** Lists the keys with which the partner signs. For staff. */
    @GetMapping("/admin/api/partners/{partner}/signature-keys")
    Mono<SignatureKeysView> list(
            @Needs({StaffRole.ADMINISTRATOR, StaffRole.AUDITOR}) Staff staff, @PathVariable String partner) {
        var id = Paths.partner(partner);
        return partners.find(id)
                .flatMap(_ -> keys.of(id).map(SignatureKeyView::of).collectList())
                .map(SignatureKeysView::new);
    }

    /** Ends a key at once; for that one is enough. For staff. */
    @DeleteMapping("/admin/api/partners/{partner}/signature-keys/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(
            @Needs(StaffRole.ADMINISTRATOR) Staff staff, @PathVariable String partner, @PathVariable String key) {
        return keys.end(Paths.partner(partner), Paths.signatureKey(key));
    }
}
