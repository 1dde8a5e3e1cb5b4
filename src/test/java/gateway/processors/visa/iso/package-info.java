/** Bytes in, messages out, and never anything worse than {@link Frame.Malformed}. */
@org.jspecify.annotations.NullMarked
package gateway.processors.visa.iso;
