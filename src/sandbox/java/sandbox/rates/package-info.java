/** The Central Bank's public rates, as its page serves them. */
@org.jspecify.annotations.NullMarked
package sandbox.rates;
