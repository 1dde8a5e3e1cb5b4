package gateway.platform.http;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import java.time.Instant;

/**
 * Who a request speaks for, proven by its token. A controller takes it as a parameter; a request without one never gets
 * that far.
 *
 * @param authenticatedAt when the customer last proved who they are
 */
public record Caller(CustomerId customer, DeviceId device, SessionId session, Instant authenticatedAt) {

    /** Under this name the caller stands in the request's attributes. */
    public static final String ATTRIBUTE = Caller.class.getName();
}
