/**
 * Uzum Bank Merchant API: five addresses that take JSON, Basic authentication, answers of 200 or 400, amounts in tiyin,
 * times in Unix milliseconds. Source: developer.uzumbank.uz; its error codes are only known from implementations, so
 * they can be set.
 */
@org.jspecify.annotations.NullMarked
package gateway.operators.uzum;
