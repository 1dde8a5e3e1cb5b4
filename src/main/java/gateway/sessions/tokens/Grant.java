package gateway.sessions.tokens;

import gateway.platform.http.Caller;

/**
 * What an access token is made from.
 *
 * @param client the application the customer uses
 * @param key thumbprint of the device key
 * @param epoch taken in the transaction that allowed the token
 */
public record Grant(Caller caller, String client, String key, long epoch) {}
