/** The HUMO rail against its sandbox and against servers that lie. */
@org.jspecify.annotations.NullMarked
package gateway.processors.humo;
