/** HTTP of cases, for the bank's staff. */
@org.jspecify.annotations.NullMarked
package gateway.compliance.cases.web;
