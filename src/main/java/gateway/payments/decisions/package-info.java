/** Why a payment was allowed or refused: what every check said, with its rule and what it had looked at. */
@org.jspecify.annotations.NullMarked
package gateway.payments.decisions;
