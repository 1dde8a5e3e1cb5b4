/** Compares the ledger, the core banking system and the rails. */
@org.jspecify.annotations.NullMarked
package gateway.corebanking.tieout;
