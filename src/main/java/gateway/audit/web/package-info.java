/** The trail as auditors ask for it, and what it records of the staff's requests. */
@org.jspecify.annotations.NullMarked
package gateway.audit.web;
