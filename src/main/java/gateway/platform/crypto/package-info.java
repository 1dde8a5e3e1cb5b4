/** Keys and providers. */
@org.springframework.modulith.NamedInterface("crypto")
@org.jspecify.annotations.NullMarked
package gateway.platform.crypto;
