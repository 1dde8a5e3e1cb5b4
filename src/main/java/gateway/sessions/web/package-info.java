/** HTTP of sessions: the filter every request passes, signing in, sessions, tokens. */
@org.jspecify.annotations.NullMarked
package gateway.sessions.web;
