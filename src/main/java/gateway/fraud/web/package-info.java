/** Fraud over HTTP: for the staff, and for the server of the state antifraud. */
@org.jspecify.annotations.NullMarked
package gateway.fraud.web;
