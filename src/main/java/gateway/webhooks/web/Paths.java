package gateway.webhooks.web;

import gateway.shared.ids.EndpointId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.PartnerKeyId;
import gateway.shared.ids.SignatureKeyId;
import gateway.webhooks.WebhookProblem;

/** Reads the ids of a path; what is none names nothing that there is. */
final class Paths {

    private Paths() {}

    static PartnerId partner(String text) {
        return PartnerId.parse(text)
                .orElseThrow(() -> WebhookProblem.PARTNER_NOT_FOUND.because("Ids of partners look like ptn_"));
    }

    static EndpointId endpoint(String text) {
        return EndpointId.parse(text)
                .orElseThrow(() -> WebhookProblem.ENDPOINT_NOT_FOUND.because("Ids of endpoints look like wep_"));
    }

    static PartnerKeyId key(String text) {
        return PartnerKeyId.parse(text)
                .orElseThrow(() -> WebhookProblem.PARTNER_KEY_NOT_FOUND.because("Ids of keys look like pky_"));
    }

    static SignatureKeyId signatureKey(String text) {
        return SignatureKeyId.parse(text)
                .orElseThrow(() -> WebhookProblem.SIGNATURE_KEY_NOT_FOUND.because("Ids of these keys look like sgk_"));
    }
}
