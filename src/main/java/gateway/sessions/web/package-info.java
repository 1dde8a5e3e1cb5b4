/** HTTP of sessions. */
@org.jspecify.annotations.NullMarked
package gateway.sessions.web;
