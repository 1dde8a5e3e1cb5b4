/** SMS through Eskiz and PlayMobile, and what happens when one of them is away. */
@org.jspecify.annotations.NullMarked
package gateway.notifications.sms;
