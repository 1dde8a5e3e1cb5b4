/** The tree of hashes of RFC 6962 and RFC 9162: plain functions, nothing of ours. */
@org.jspecify.annotations.NullMarked
package gateway.audit.tree;
