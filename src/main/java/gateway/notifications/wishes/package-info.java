/** What customers want to hear and where: their choices, and the devices that take pushes. */
@org.jspecify.annotations.NullMarked
package gateway.notifications.wishes;
