/** ISO 20022 messages that more than one module reads: the header, statements of accounts, and their words. */
@org.springframework.modulith.NamedInterface("iso20022")
@org.jspecify.annotations.NullMarked
package gateway.platform.iso20022;
