/** How card data is encrypted, found again without decrypting, and moved to new keys. Internal to cards. */
@org.jspecify.annotations.NullMarked
package gateway.cards.vault;
