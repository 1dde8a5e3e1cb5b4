/** Where the bank's staff proposes acts and decides on those of others. */
@org.jspecify.annotations.NullMarked
package gateway.approvals.web;
