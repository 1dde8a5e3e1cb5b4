package gateway.compliance.names;

/** Words that mix Latin and Cyrillic letters of the same look, by mistake or to hide, are put into one alphabet. */
final class Alphabets {

    private static final String CYRILLIC = "авекмнорстухіѕјһ";
    private static final String LATIN = "abekmhopctyxisjh";

    private Alphabets() {}

    static boolean mixes(String word) {
        return word.chars().anyMatch(Alphabets::isLatin) && word.chars().anyMatch(Alphabets::isCyrillic);
    }

    /** The word in the alphabet that its unmistakable letters are of; where there are none, in Latin. */
    static String unmixed(String word) {
        if (!mixes(word)) {
            return word;
        }
        long latin = word.chars()
                .filter(each -> isLatin(each) && LATIN.indexOf(each) < 0)
                .count();
        long cyrillic = word.chars()
                .filter(each -> isCyrillic(each) && CYRILLIC.indexOf(each) < 0)
                .count();
        return cyrillic > latin ? mapped(word, LATIN, CYRILLIC) : mapped(word, CYRILLIC, LATIN);
    }

    private static String mapped(String word, String from, String to) {
        var mapped = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            int at = from.indexOf(word.charAt(i));
            mapped.append(at < 0 ? word.charAt(i) : to.charAt(at));
        }
        return mapped.toString();
    }

    private static boolean isLatin(int letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 0xC0 && letter <= 0x24F);
    }

    private static boolean isCyrillic(int letter) {
        return letter >= 0x400 && letter <= 0x52F;
    }
}
