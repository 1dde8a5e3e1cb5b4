/** What a hardware security module does with PINs and security codes, and a stand-in in software. */
@org.jspecify.annotations.NullMarked
package gateway.issuing.hsm;
