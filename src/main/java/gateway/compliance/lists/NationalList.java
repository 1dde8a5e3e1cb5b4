package gateway.compliance.lists;

import gateway.compliance.Identifier;
import gateway.compliance.ListVersion;
import gateway.compliance.PartyKind;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A national list as {@code national.csv}: UTF-8, one entry a line, cells quoted where they hold a comma. The first
 * line is {@code #published=2026-11-20,entries=3}, the second names the columns. Several aliases or birth dates are
 * parted by {@code |}; a birth date is a day (ISO 8601) or a year. The profile is ours; the authority's own replaces
 * it.
 */
final class NationalList {

    static final String COLUMNS = "id,kind,name,aliases,born,country,gender,pinfl,passport,inn";

    private static final Pattern HEAD = Pattern.compile("#published=(\\d{4}-\\d{2}-\\d{2}),entries=(\\d{1,9})");
    private static final int ID = 0;
    private static final int KIND = 1;
    private static final int NAME = 2;
    private static final int ALIASES = 3;
    private static final int BORN = 4;
    private static final int COUNTRY = 5;
    private static final int GENDER = 6;
    private static final int PINFL = 7;
    private static final int PASSPORT = 8;
    private static final int INN = 9;
    private static final int COUNT = 10;

    private NationalList() {}

    static ListFile read(String list, InputStream bytes) throws ListRefused {
        var lines = new TextLines(bytes);
        var head = HEAD.matcher(lines.next());
        if (!head.matches()) {
            throw new ListRefused(1, "must say #published=<date>,entries=<number>");
        }
        if (!lines.next().equals(COLUMNS)) {
            throw new ListRefused(2, "must name the columns " + COLUMNS);
        }
        var version = version(list, head.group(1), head.group(2));
        var entries = new ArrayList<ListEntry>();
        while (lines.hasNext()) {
            var line = lines.next();
            ListSource.room(lines.number(), entries.size());
            entries.add(entry(lines.number(), line));
        }
        if (entries.size() != version.entries()) {
            throw new ListRefused(1, "announces " + version.entries() + " entries, and there are " + entries.size());
        }
        return ListFile.of(version, entries);
    }

    private static ListVersion version(String list, String date, String count) throws ListRefused {
        try {
            var published = LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
            return new ListVersion(list, date, published, ListSource.count(1, count));
        } catch (DateTimeException e) {
            throw new ListRefused(1, "has the date of publication " + date);
        }
    }

    private static ListEntry entry(int line, String text) throws ListRefused {
        var cells = cells(line, text);
        if (cells.size() != COUNT) {
            throw new ListRefused(line, "has " + cells.size() + " cells instead of " + COUNT);
        }
        var draft = new EntryDraft(line, cells.get(ID), kind(line, cells.get(KIND)));
        draft.name(cells.get(NAME), false);
        for (var alias : parts(cells.get(ALIASES))) {
            draft.name(alias, false);
        }
        for (var date : parts(cells.get(BORN))) {
            draft.born(ListDates.read(date)
                    .orElseThrow(() -> new ListRefused(line, "has the birth date " + Shown.of(date))));
        }
        parts(cells.get(COUNTRY)).forEach(draft::country);
        draft.gender(cells.get(GENDER));
        draft.identifier(Identifier.Kind.PINFL, cells.get(PINFL));
        draft.identifier(Identifier.Kind.PASSPORT, cells.get(PASSPORT));
        draft.identifier(Identifier.Kind.INN, cells.get(INN));
        return draft.done();
    }

    private static PartyKind kind(int line, String cell) throws ListRefused {
        return switch (cell) {
            case "person" -> PartyKind.PERSON;
            case "organisation" -> PartyKind.ORGANISATION;
            default -> throw new ListRefused(line, "must say person or organisation, not " + Shown.of(cell));
        };
    }

    private static List<String> parts(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.split("\\|", -1));
    }

    /** RFC 4180, but a cell ends with its line. */
    private static List<String> cells(int line, String text) throws ListRefused {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(each);
                i++;
            } else if (each == '"') {
                quoted = !quoted;
            } else if (each == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(each);
            }
        }
        if (quoted) {
            throw new ListRefused(line, "opens a quotation and does not close it");
        }
        cells.add(cell.toString());
        return cells;
    }
}
