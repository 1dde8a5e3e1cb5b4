/** The messages where they are kept, on connections of their own. */
@org.jspecify.annotations.NullMarked
package gateway.processors.correspondent.postgres;
