/** The tables of schema {@code cards}. Internal to cards. */
@org.jspecify.annotations.NullMarked
package gateway.cards.postgres;
