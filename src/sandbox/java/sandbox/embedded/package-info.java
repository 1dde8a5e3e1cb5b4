/** PostgreSQL and Redis for running and testing on a bare machine. */
@org.jspecify.annotations.NullMarked
package sandbox.embedded;
