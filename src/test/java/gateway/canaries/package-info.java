/** Looking for secrets where none may be. */
@org.jspecify.annotations.NullMarked
package gateway.canaries;
