/** Access tokens, refresh tokens and the proofs that they are in the right hands. */
@org.jspecify.annotations.NullMarked
package gateway.sessions.tokens;
