/** From the correspondent to whoever sent the transfer: taken once, told at least once and in order. */
@org.jspecify.annotations.NullMarked
package gateway.processors.correspondent.receiving;
