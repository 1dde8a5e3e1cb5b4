package gateway.reconciliation.files;

import gateway.rulebook.Coded;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a counterparty, or the bank, writes its files.
 *
 * @param separator between the fields of a line of CSV
 * @param rows the members that lead to the array of rows in JSON
 * @param columns the names of the columns of each field, joined by colons where there are several
 * @param time null where the column has milliseconds since 1970
 * @param directions what the column says, and whether the counterparty owes us then; empty: it always does
 * @param effects what the status says; empty: everything is done
 * @param ends the first and the last line of CSV; null where there are none
 */
public record Profile(
        String name,
        Form form,
        Charset charset,
        char separator,
        List<String> rows,
        Map<Field, List<String>> columns,
        boolean inMinorUnits,
        @Nullable DateTimeFormatter time,
        Map<String, Boolean> directions,
        Map<String, Effect> effects,
        @Nullable Ends ends) {

    /** ISO 20022, which needs no profile. */
    public static final Profile CAMT053 = new Profile(
            "camt053",
            Form.CAMT053,
            StandardCharsets.UTF_8,
            ';',
            List.of(),
            Map.of(),
            false,
            null,
            Map.of(),
            Map.of(),
            null);

    public Profile {
        rows = List.copyOf(rows);
        columns = Map.copyOf(columns);
        directions = Map.copyOf(directions);
        effects = Map.copyOf(effects);
    }

    /** The shape of a file. */
    public enum Form implements Coded {
        CSV,
        JSON,
        /** ISO 20022, which is the same everywhere. */
        CAMT053;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a row may tell. */
    public enum Field implements Coded {
        OWN,
        RRN,
        TRACE,
        THEIRS,
        AMOUNT,
        CURRENCY,
        FEE,
        DIRECTION,
        STATUS,
        TIME;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a status means. */
    public enum Effect implements Coded {
        DONE,
        /** Done, and given back in full. */
        RETURNED,
        PENDING,
        FAILED,
        /** Nothing ever happened. */
        NONE;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The lines around the rows.
     *
     * @param head its first field; then follow the file's id and its day
     * @param trailer its first field; then follow the number of rows and the sum of their amounts
     */
    public record Ends(String head, String trailer) {}
}
