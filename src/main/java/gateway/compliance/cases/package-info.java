/** What people decide about customers: alerts gather in cases, one person proposes, another one decides. */
@org.jspecify.annotations.NullMarked
package gateway.compliance.cases;
