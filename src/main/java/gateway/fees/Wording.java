package gateway.fees;

/** One sentence in Uzbek, Russian and English. */
public record Wording(String uz, String ru, String en) {}
