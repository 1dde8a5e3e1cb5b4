/** Oqim: the bank's edge between its customers and the rails that move their money. */
@org.jspecify.annotations.NullMarked
package gateway;
