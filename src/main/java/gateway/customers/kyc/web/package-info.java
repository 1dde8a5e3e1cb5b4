/** HTTP of what customers prove about themselves. */
@org.jspecify.annotations.NullMarked
package gateway.customers.kyc.web;
