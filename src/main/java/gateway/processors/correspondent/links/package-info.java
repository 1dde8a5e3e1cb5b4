/** Which correspondents there are, and how they are reached. */
@org.jspecify.annotations.NullMarked
package gateway.processors.correspondent.links;
