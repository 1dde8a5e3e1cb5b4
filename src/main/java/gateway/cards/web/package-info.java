/** HTTP of cards. */
@org.jspecify.annotations.NullMarked
package gateway.cards.web;
