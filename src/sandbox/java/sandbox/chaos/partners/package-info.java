/** Partners who must hear of everything, whatever they answer and whoever dies. */
@org.jspecify.annotations.NullMarked
package sandbox.chaos.partners;
