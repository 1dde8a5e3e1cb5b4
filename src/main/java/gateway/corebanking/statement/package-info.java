/** Reads account statements of the core banking system and of the rails. */
@org.jspecify.annotations.NullMarked
package gateway.corebanking.statement;
