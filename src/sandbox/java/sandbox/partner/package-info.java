/** A partner who receives our webhooks, checks them with the standard's own library, and keeps a book of them. */
@org.jspecify.annotations.NullMarked
package sandbox.partner;
