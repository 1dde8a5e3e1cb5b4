/** Lists in their publishers' formats: read, refused or put in force. */
@org.jspecify.annotations.NullMarked
package gateway.compliance.lists;
