/** The messages themselves, pure: what CBPR+ asks of them, how ours are written, how theirs are read. */
@org.jspecify.annotations.NullMarked
package gateway.processors.correspondent.message;
