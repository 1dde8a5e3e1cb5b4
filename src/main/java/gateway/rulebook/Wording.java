package gateway.rulebook;

/** One sentence in Uzbek, Russian and English. */
public record Wording(String uz, String ru, String en) {

    /** @param language {@code uz}, {@code ru}, and English for every other */
    public String in(String language) {
        return switch (language) {
            case "uz" -> uz;
            case "ru" -> ru;
            default -> en;
        };
    }
}
