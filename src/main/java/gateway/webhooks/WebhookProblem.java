package gateway.webhooks;

import gateway.shared.problems.ProblemType;

/** What can be wrong with what partners and the staff want of webhooks, most decisive first. */
public enum WebhookProblem implements ProblemType {
    PARTNER_KEY_UNKNOWN(401, "This is not the key of a partner"),
    PARTNER_SCOPE_MISSING(403, "The partner's key does not allow this"),
    SIGNATURE_MISSING(401, "This call has to be signed"),
    SIGNATURE_REFUSED(401, "The signature of this call is not right"),
    SIGNATURE_REPLAYED(401, "This signature was used before"),
    PARTNER_NOT_FOUND(404, "There is no such partner"),
    PARTNER_KEY_NOT_FOUND(404, "The partner has no such key"),
    SIGNATURE_KEY_NOT_FOUND(404, "The partner has no such key to sign with"),
    ENDPOINT_NOT_FOUND(404, "The partner has no such endpoint"),
    DELIVERY_NOT_FOUND(404, "There is no such delivery"),
    EVENTS_FORGOTTEN(410, "Events after this number are not kept any more"),
    ENDPOINT_URL_REFUSED(422, "Webhooks are not sent to this address"),
    EVENT_TYPE_UNKNOWN(422, "There are no events of this type"),
    ENDPOINTS_TOO_MANY(422, "The partner has as many endpoints as one may have"),
    SIGNATURE_KEY_UNUSABLE(422, "Nothing can be signed with this key"),
    ENDPOINT_DISABLED(409, "The endpoint is disabled"),
    ENDPOINT_CHANGED(409, "The endpoint has changed since this was proposed");

    private final int status;
    private final String title;

    WebhookProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
