/** Reads the files of counterparties and banks, each as its profile says, line by line or not at all. */
@org.jspecify.annotations.NullMarked
package gateway.reconciliation.files;
