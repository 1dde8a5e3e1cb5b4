/** VISA against its sandbox host, over real sockets. */
@org.jspecify.annotations.NullMarked
package gateway.processors.visa;
