/** HTTP of compliance, for the bank's staff. */
@org.jspecify.annotations.NullMarked
package gateway.compliance.web;
