/** What counterparties send at the end of a day, made of their own books. */
@org.jspecify.annotations.NullMarked
package sandbox.dayfiles;
