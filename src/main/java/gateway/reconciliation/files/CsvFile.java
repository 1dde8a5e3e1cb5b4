package gateway.reconciliation.files;

import gateway.shared.money.Asset;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines with separators: perhaps a head, the columns' titles, rows, perhaps a trailer that counts them. */
final class CsvFile implements DayFile {

    private static final Pattern ID = Pattern.compile("[\\x21-\\x3A\\x3C-\\x7E]{1,100}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final Profile profile;
    private final RowReader rows;
    private final CsvRecords records;
    private final FileHead head;
    private final Map<String, Integer> titles = new HashMap<>();
    private final Queue<FileLine> waiting = new ArrayDeque<>(2);
    private long count;
    private long sum;
    private boolean ended;

    CsvFile(Profile profile, InputStream bytes) throws IOException {
        this.profile = profile;
        this.rows = new RowReader(profile);
        this.records = new CsvRecords(bytes, profile.charset(), profile.separator());
        this.head = readHead();
        readTitles();
    }

    @Override
    public FileHead head() {
        return head;
    }

    private FileHead readHead() throws FileRefused {
        var ends = profile.ends();
        if (ends == null) {
            return FileHead.NONE;
        }
        var fields = required("begins without its head");
        if (fields.size() != 3 || !fields.getFirst().equals(ends.head())) {
            throw refused("is no head: it begins with " + ends.head() + " and has an id and a day");
        }
        if (!ID.matcher(fields.get(1)).matches()) {
            throw refused("has no id");
        }
        return new FileHead(fields.get(1), day(fields.get(2)), null);
    }

    private LocalDate day(String written) throws FileRefused {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeException e) {
            throw refused("has no day such as 2026-01-31");
        }
    }

    private void readTitles() throws FileRefused {
        var names = required("ends before the titles");
        if (new HashSet<>(names).size() != names.size()) {
            throw refused("has a title twice");
        }
        for (int place = 0; place < names.size(); place++) {
            titles.put(names.get(place), place);
        }
        for (var columns : profile.columns().values()) {
            for (var column : columns) {
                if (!titles.containsKey(column)) {
                    throw refused("lacks the title " + column);
                }
            }
        }
    }

    @Override
    public @Nullable FileLine next() throws FileRefused {
        while (waiting.isEmpty() && !ended) {
            read();
        }
        return waiting.poll();
    }

    private void read() throws FileRefused {
        var fields = records.next();
        var ends = profile.ends();
        if (fields == null) {
            if (ends != null) {
                throw refused("ends without its trailer: it is cut off");
            }
            ended = true;
            return;
        }
        if (ends != null && fields.getFirst().equals(ends.trailer())) {
            trailer(fields);
            return;
        }
        if (fields.size() != titles.size()) {
            throw refused("has " + fields.size() + " fields and not " + titles.size());
        }
        if (++count > MOST_LINES) {
            throw refused("is more than a file may have");
        }
        var row = new CsvRow(records.line(), fields);
        waiting.addAll(rows.lines(row, head.day()));
        add(row);
    }

    private void add(CsvRow row) throws FileRefused {
        var column = profile.columns().get(Profile.Field.AMOUNT);
        var amount = column == null ? null : row.text(column.getFirst());
        if (profile.ends() != null && amount != null) {
            sum = added(sum, rows.amount(row, amount, Asset.UZS));
        }
    }

    private long added(long before, long more) throws FileRefused {
        try {
            return Math.addExact(before, more);
        } catch (ArithmeticException e) {
            throw refused("adds up to more than can be counted");
        }
    }

    private void trailer(List<String> fields) throws FileRefused {
        if (fields.size() != 3 || !COUNT.matcher(fields.get(1)).matches()) {
            throw refused("is no trailer: it has the number of rows and the sum of their amounts");
        }
        if (Long.parseLong(fields.get(1)) != count) {
            throw refused("counts " + fields.get(1) + " rows where " + count + " stand");
        }
        if (rows.amount(new CsvRow(records.line(), fields), fields.get(2), Asset.UZS) != sum) {
            throw refused("has a sum that the rows do not come to");
        }
        if (records.next() != null) {
            throw refused("follows the trailer");
        }
        ended = true;
    }

    private List<String> required(String otherwise) throws FileRefused {
        var fields = records.next();
        if (fields == null) {
            throw refused(otherwise);
        }
        return fields;
    }

    private FileRefused refused(String reason) {
        return new FileRefused(records.line(), reason);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    /** One line by its titles. */
    private final class CsvRow implements RowReader.Row {

        private final long place;
        private final List<String> fields;

        CsvRow(long place, List<String> fields) {
            this.place = place;
            this.fields = fields;
        }

        @Override
        public long line() {
            return place;
        }

        @Override
        public @Nullable String text(String column) {
            var found = fields.get(titles.getOrDefault(column, 0));
            return found.isEmpty() ? null : found;
        }
    }
}
