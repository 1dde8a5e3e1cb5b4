/** From the journal's entry to the correspondent: at least once, the same bytes, one transfer's messages in order. */
@org.jspecify.annotations.NullMarked
package gateway.processors.correspondent.sending;
