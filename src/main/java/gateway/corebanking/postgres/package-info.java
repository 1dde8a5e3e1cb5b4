/** SQL of core banking. */
@org.jspecify.annotations.NullMarked
package gateway.corebanking.postgres;
