package gateway.customers.kyc;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A document as anybody may see it.
 *
 * @param masked its number but for the middle
 * @param issuer as printed on it
 * @param expires the last day it is valid
 */
public record Document(UUID id, DocumentKind kind, String masked, String issuer, LocalDate expires) {}
