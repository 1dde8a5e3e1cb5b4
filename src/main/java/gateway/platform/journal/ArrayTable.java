package gateway.platform.journal;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of one length as a table, {@code unnest($1::uuid[], $2::text[]) t(id, key)}. Among the tables of a query the
 * server keeps a store for each array, which costs five microseconds for each, whatever is in it: half of what a small
 * batch costs it. In a select list it takes a value of each array at a time and keeps nothing.
 */
final class ArrayTable {

    private static final Pattern TABLE = Pattern.compile("""
            \\b(?<from>from|join)\\s+unnest\\(\\s*(?<arrays>\\$\\d+::\\w+\\[]\\s*(?:,\\s*\\$\\d+::\\w+\\[]\\s*)*)\\)\
            (?<numbered>\\s+with\\s+ordinality\\b)?\
            (?:\\s+(?:as\\s+)?(?!(?:where|on|order)\\b)(?<name>\\w+)\\s*\\((?<columns>[\\w\\s,]+)\\))?""");

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private ArrayTable() {}

    /** The statement with all such tables as select lists: the same rows in the same order. */
    static String asSelectLists(String statement) {
        return TABLE.matcher(statement).replaceAll(table -> Matcher.quoteReplacement(asSelectList(table)));
    }

    private static String asSelectList(MatchResult table) {
        var arrays = COMMA.split(table.group("arrays").strip());
        boolean numbered = table.group("numbered") != null;
        var values = Stream.concat(
                        Stream.of(arrays).map("unnest(%s)"::formatted),
                        numbered ? Stream.of("generate_subscripts(%s, 1)::bigint".formatted(arrays[0])) : Stream.of())
                .toList();
        var columns = columns(table.group("columns"), values.size());
        if (columns.length != values.size()) {
            throw new IllegalStateException("Not a name for each column: " + table.group());
        }
        var list = IntStream.range(0, columns.length)
                .mapToObj(i -> values.get(i) + " as " + columns[i])
                .toList();
        var name = table.group("name");
        return table.group("from") + " (select " + String.join(", ", list) + ") " + (name == null ? "arrays" : name);
    }

    private static String[] columns(@Nullable String named, int size) {
        return named == null
                ? IntStream.rangeClosed(1, size).mapToObj(i -> "c" + i).toArray(String[]::new)
                : COMMA.split(named.strip());
    }
}
