/** The edge: problems, protocols, the caller's identity as a request attribute. */
@org.springframework.modulith.NamedInterface("http")
@org.jspecify.annotations.NullMarked
package gateway.platform.http;
