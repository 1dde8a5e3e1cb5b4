/** The SMS provider, and what arrived on phones. */
@org.jspecify.annotations.NullMarked
package sandbox.sms;
