/** HUMO's side: PaymentServer (SOAP 1.1) and the JSON middleware. */
@org.jspecify.annotations.NullMarked
package sandbox.humo;
