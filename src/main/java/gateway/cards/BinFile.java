package gateway.cards;

import gateway.cards.Bin.BankRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the BIN table from its file; the first wrong line stops the start, by number. */
final class BinFile {

    private static final String HEADER = "prefix,lengths,scheme,bank,note";
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,11}");
    private static final Pattern LENGTHS = Pattern.compile("[0-9]{2}(\\|[0-9]{2})*");
    private static final Pattern POSITIONS = Pattern.compile("([1-9])-([1-9])");
    private static final Pattern NAME = Pattern.compile("=[A-Z0-9_]{1,16}");
    // What ISO/IEC 7812-1 allows and Pan accepts.
    private static final int SHORTEST = 12;
    private static final int LONGEST = 19;

    private BinFile() {}

    /** Throws {@link IllegalArgumentException} naming the line. */
    static BinTable parse(List<String> lines) {
        var bins = new ArrayList<Bin>();
        boolean headed = false;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!headed) {
                require(line.equals(HEADER), i, "must be the header " + HEADER);
                headed = true;
            } else {
                bins.add(row(line, i));
            }
        }
        return new BinTable(bins);
    }

    private static Bin row(String line, int at) {
        var cells = line.split(",", -1);
        require(cells.length == HEADER.split(",", -1).length, at, "must have the columns " + HEADER);
        require(PREFIX.matcher(cells[0]).matches(), at, "must begin with 1 to 11 digits");
        return new Bin(cells[0], lengths(cells[1], at), scheme(cells[2], at), bank(cells[3], at));
    }

    private static Set<Integer> lengths(String cell, int at) {
        require(LENGTHS.matcher(cell).matches(), at, "must give lengths such as 16 or 13|16|19");
        var lengths = new TreeSet<Integer>();
        for (var part : cell.split("\\|", -1)) {
            int length = Integer.parseInt(part);
            require(length >= SHORTEST && length <= LONGEST, at, "gives a length that no card has");
            require(lengths.add(length), at, "gives a length twice");
        }
        return lengths;
    }

    private static Scheme scheme(String cell, int at) {
        return Scheme.of(cell)
                .filter(scheme -> !scheme.isOperator())
                .orElseThrow(() -> wrong(at, "names a scheme that is not served"));
    }

    private static BankRule bank(String cell, int at) {
        if (cell.isEmpty()) {
            return new BankRule.Untold();
        }
        if (NAME.matcher(cell).matches()) {
            return new BankRule.Fixed(cell.substring(1));
        }
        var positions = POSITIONS.matcher(cell);
        require(positions.matches(), at, "must tell the bank as digits (5-6), as a name (=NAME) or not at all");
        int first = Integer.parseInt(positions.group(1));
        int last = Integer.parseInt(positions.group(2));
        require(first <= last, at, "gives digits that end before they begin");
        return new BankRule.Digits(first, last);
    }

    private static void require(boolean right, int at, String what) {
        if (!right) {
            throw wrong(at, what);
        }
    }

    private static IllegalArgumentException wrong(int at, String what) {
        return new IllegalArgumentException("Line " + (at + 1) + " of the BIN table " + what);
    }
}
