package gateway.sessions.codes;

/** What the SMS says, in the customer's language; short enough for one message. */
public final class CodeWords {

    private CodeWords() {}

    public static SmsText signIn(String language) {
        return switch (language) {
            case "ru" -> code -> "Oqim: код входа " + code + ". Никому его не сообщайте.";
            case "en" -> code -> "Oqim: sign-in code " + code + ". Tell it to nobody.";
            default -> code -> "Oqim: kirish kodi " + code + ". Uni hech kimga aytmang.";
        };
    }

    /** @param shown what is confirmed: the customer sees it next to the code */
    public static SmsText stepUp(String language, String shown) {
        return switch (language) {
            case "ru" -> code -> "Oqim: подтвердите " + shown + ". Код " + code + ". Никому его не сообщайте.";
            case "en" -> code -> "Oqim: confirm " + shown + ". Code " + code + ". Tell it to nobody.";
            default -> code -> "Oqim: tasdiqlang " + shown + ". Kod " + code + ". Uni hech kimga aytmang.";
        };
    }
}
