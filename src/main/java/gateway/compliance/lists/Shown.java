package gateway.compliance.lists;

/** What a file says, fit for a log line. */
final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    static String of(String text) {
        var printable = text.replaceAll("\\p{C}", "?");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
    }
}
