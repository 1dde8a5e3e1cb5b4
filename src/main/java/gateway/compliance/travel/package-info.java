/** What crypto providers tell each other about both sides of a transfer (IVMS101); the data only, no transport. */
@org.jspecify.annotations.NullMarked
package gateway.compliance.travel;
