package gateway.payments;

/**
 * What a client is told, byte for byte; a repeat of the request is told the same.
 *
 * @param status HTTP status
 */
public record Answer(int status, byte[] body) {}
