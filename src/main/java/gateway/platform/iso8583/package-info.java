/** ISO 8583-1987 as BASE I writes it: fields, messages, the 22-byte header, and frames on a TCP stream. */
@org.springframework.modulith.NamedInterface("iso8583")
@org.jspecify.annotations.NullMarked
package gateway.platform.iso8583;
