package gateway.reconciliation.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.reconciliation.Book;
import gateway.reconciliation.Item;
import gateway.reconciliation.Line;
import gateway.reconciliation.Line.Status;
import gateway.shared.money.Asset;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Lines as rows, and back. */
final class LineRows {

    private LineRows() {}

    /** A line and whose it is. */
    record Found(String item, Line line) {}

    static Found read(Readable row) {
        return new Found(
                required(row, "item", String.class),
                new Line(
                        Book.of(required(row, "book", String.class)),
                        required(row, "place", String.class),
                        required(row, "name", String.class),
                        required(row, "debit", Boolean.class),
                        required(row, "minor", Long.class),
                        Asset.of(required(row, "asset", String.class)),
                        row.get("fee", Long.class),
                        Status.of(required(row, "status", String.class)),
                        required(row, "day", LocalDate.class),
                        required(row, "late", Boolean.class)));
    }

    /** @param sorted by item */
    static List<Item> items(List<Found> sorted) {
        var items = new ArrayList<Item>();
        var lines = new ArrayList<Line>();
        for (int i = 0; i < sorted.size(); i++) {
            lines.add(sorted.get(i).line());
            var item = sorted.get(i).item();
            if (i + 1 == sorted.size() || !sorted.get(i + 1).item().equals(item)) {
                items.add(new Item(item, lines));
                lines.clear();
            }
        }
        return items;
    }
}
