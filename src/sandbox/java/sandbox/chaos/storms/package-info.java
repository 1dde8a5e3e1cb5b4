/** Very many clients who do what clients do: ask for the same at once, and hang up. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos.storms;
