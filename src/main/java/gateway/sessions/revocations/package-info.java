/** What no longer counts, and how every node learns of it. */
@org.jspecify.annotations.NullMarked
package gateway.sessions.revocations;
