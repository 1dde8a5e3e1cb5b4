package sandbox.chaos;

/**
 * What a customer was told about a payment with a 201.
 *
 * @param order what they asked for
 * @param id with its prefix
 * @param amount decimal, as it was written in the answer
 * @param text the whole answer; empty when nobody kept it
 */
public record Told(Order order, String id, String status, String amount, String text) {}
