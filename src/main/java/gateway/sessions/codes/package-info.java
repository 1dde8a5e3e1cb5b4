/** One-time codes by SMS: made, counted, checked. */
@org.jspecify.annotations.NullMarked
package gateway.sessions.codes;
