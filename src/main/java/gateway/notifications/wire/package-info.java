/** What all who carry messages for us have in common: bounded JSON over HTTP. */
@org.jspecify.annotations.NullMarked
package gateway.notifications.wire;
