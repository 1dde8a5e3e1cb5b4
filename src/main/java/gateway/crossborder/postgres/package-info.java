/** How cross-border facts are stored. */
@org.jspecify.annotations.NullMarked
package gateway.crossborder.postgres;
