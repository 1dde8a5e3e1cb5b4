/** Where the bank's staff sees which packs are in force. */
@org.jspecify.annotations.NullMarked
package gateway.packs.web;
