package gateway.compliance.lists;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Whose lists we read, and what they call their file. */
public enum ListSource {
    OFAC("sdn.xml"),
    UN("consolidated.xml"),
    NATIONAL("national.csv");

    /** Far more than all lists of the world have together. */
    private static final int MOST_ENTRIES = 500_000;

    private final String file;

    ListSource(String file) {
        this.file = file;
    }

    public String list() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String file() {
        return file;
    }

    /** The whole list, or {@link ListRefused}. */
    public ListFile read(InputStream bytes) throws IOException {
        return switch (this) {
            case OFAC -> OfacList.read(list(), bytes);
            case UN -> UnList.read(list(), bytes);
            case NATIONAL -> NationalList.read(list(), bytes);
        };
    }

    static void room(int line, int entries) throws ListRefused {
        if (entries >= MOST_ENTRIES) {
            throw new ListRefused(line, "is one entry too many");
        }
    }

    static int count(int line, String text) throws ListRefused {
        if (!text.matches("[0-9]{1,9}")) {
            throw new ListRefused(line, "announces no number of entries");
        }
        return Integer.parseInt(text);
    }
}
