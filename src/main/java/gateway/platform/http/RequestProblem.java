package gateway.platform.http;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a request before anything of it is understood, most decisive first. */
public enum RequestProblem implements ProblemType {
    ROLE_MISSING(403, "Your role does not allow this"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not served here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be produced"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not read here"),
    BODY_TOO_LARGE(413, "The body is too large"),
    REQUEST_TIMEOUT(408, "The request did not arrive in time"),
    MALFORMED_REQUEST(400, "The request cannot be understood"),
    IDEMPOTENCY_KEY_MISSING(400, "The header Idempotency-Key is missing"),
    IDEMPOTENCY_KEY_INVALID(400, "The header Idempotency-Key is not a usable key"),
    MALFORMED_JSON(400, "The body is not the JSON that is expected"),
    UNKNOWN_FIELD(422, "The body has a field that is not known"),
    FIELD_MISSING(422, "A required field is missing"),
    FIELD_INVALID(422, "A field has a value that cannot be used"),
    KEY_REUSED(422, "This key was used for another request"),
    REQUEST_IN_PROGRESS(409, "The first request with this key is still running"),
    INTERNAL(500, "Something went wrong on our side");

    private final int status;
    private final String title;

    RequestProblem(int status, String title) {
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
