/**
 * Paynet, JSON-RPC 2.0: Basic authentication that is refused with a real 401, everything else 200; amounts come in
 * tiyin and go out in so'm, times are Tashkent's. The owner's document is not public; source: implementations.
 */
@org.jspecify.annotations.NullMarked
package gateway.operators.paynet;
