/** The world outside the gateway, to run and test against. Never part of the production jar. */
@org.jspecify.annotations.NullMarked
package sandbox;
