/** HTTP messages that prove who sent them: signatures (RFC 9421), digests (RFC 9530), structured fields (RFC 9651). */
@org.springframework.modulith.NamedInterface("signatures")
@org.jspecify.annotations.NullMarked
package gateway.platform.signatures;
