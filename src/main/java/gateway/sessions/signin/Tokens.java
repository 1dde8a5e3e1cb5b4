package gateway.sessions.signin;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.SessionId;

/** What a device holds while it is signed in. */
public record Tokens(String access, String refresh, SessionId session, CustomerId customer) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Tokens[" + session + "]";
    }
}
