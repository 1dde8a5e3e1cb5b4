/** Google, as far as push messages need it. */
@org.jspecify.annotations.NullMarked
package sandbox.push;
