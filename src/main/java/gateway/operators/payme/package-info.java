/**
 * Payme (Paycom) Merchant API: JSON-RPC 2.0 over POST, always HTTP 200, Basic authentication, amounts in tiyin, times
 * in Unix milliseconds. Source: developer.help.paycom.uz and the owner's PHP template; where they differ see ADR 21.
 */
@org.jspecify.annotations.NullMarked
package gateway.operators.payme;
