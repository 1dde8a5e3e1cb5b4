package gateway.reconciliation.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a spreadsheet writes is read as it was in the spreadsheet. */
class CsvRecordsTest {

    @Property
    void whatIsWrittenAsRfc4180WantsIsReadAsItWas(@ForAll("tables") List<List<String>> table, @ForAll("ways") Way way)
            throws IOException {
        var text = (way.mark() ? "\uFEFF" : "")
                + table.stream()
                        .map(record -> record.stream()
                                .map(field -> way.written(field))
                                .collect(Collectors.joining(String.valueOf(way.separator()))))
                        .collect(Collectors.joining(way.end()))
                + way.end();

        assertThat(read(text, way.separator())).isEqualTo(table);
    }

    /** How somebody writes tables. */
    record Way(char separator, String end, boolean mark, boolean always) {

        String written(String field) {
            boolean needed = field.chars().anyMatch(it -> it == '"' || it == '\r' || it == '\n' || it == separator);
            return always || needed ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        return Arbitraries.strings()
                .withChars('a', '7', ' ', ',', ';', '"', '\r', '\n', 'ў', '“')
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<Way> ways() {
        return Arbitraries.of(';', ',', '\t')
                .flatMap(separator -> Arbitraries.of("\n", "\r\n")
                        .flatMap(end -> Arbitraries.of(true, false)
                                .flatMap(mark -> Arbitraries.of(true, false)
                                        .map(always -> new Way(separator, end, mark, always)))));
    }

    @Example
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(read("a;b\nc;\"d\"", ';')).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(read("", ';')).isEmpty();
        assertThat(read("\uFEFF", ';')).isEmpty();
    }

    @Example
    void onlyTheFirstByteOrderMarkIsNone() throws IOException {
        assertThat(read("\uFEFFa\n\uFEFFb", ';')).containsExactly(List.of("a"), List.of("\uFEFFb"));
    }

    private static List<List<String>> read(String text, char separator) throws IOException {
        var all = new ArrayList<List<String>>();
        var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try (var records = new CsvRecords(bytes, StandardCharsets.UTF_8, separator)) {
            for (var record = records.next(); record != null; record = records.next()) {
                all.add(record);
            }
        }
        return all;
    }
}
