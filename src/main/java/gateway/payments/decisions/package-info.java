/**
 * Why money was let through or refused: what every check said, with its rule and what it had looked at. Other modules
 * that ask such checks keep what they decide here too.
 */
@org.springframework.modulith.NamedInterface("decisions")
@org.jspecify.annotations.NullMarked
package gateway.payments.decisions;
