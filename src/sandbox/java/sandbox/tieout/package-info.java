/** A day of payments, whose books must all agree, and what is found when theirs are falsified. */
@org.jspecify.annotations.NullMarked
package sandbox.tieout;
