/** Signing in, staying signed in, and ending it. */
@org.jspecify.annotations.NullMarked
package gateway.sessions.signin;
