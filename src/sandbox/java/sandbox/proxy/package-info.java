/** A bad line between two programs: passes bytes on, and now and then does to them what networks do. */
@org.jspecify.annotations.NullMarked
package sandbox.proxy;
