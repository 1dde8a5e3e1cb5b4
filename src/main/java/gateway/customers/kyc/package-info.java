/** What customers prove about themselves, and how well they are known for it. */
@org.jspecify.annotations.NullMarked
package gateway.customers.kyc;
