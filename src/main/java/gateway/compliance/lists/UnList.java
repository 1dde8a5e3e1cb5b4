package gateway.compliance.lists;

import gateway.compliance.ListVersion;
import gateway.compliance.PartyKind;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The consolidated list of the Security Council of the United Nations as {@code consolidated.xml}. */
final class UnList {

    private static final Pattern YEAR = Pattern.compile("(18|19|20|21)\\d{2}");

    private final XmlElements xml;
    private final List<ListEntry> entries = new ArrayList<>();

    private UnList(XmlElements xml) {
        this.xml = xml;
    }

    static ListFile read(String list, InputStream bytes) throws ListRefused {
        return new UnList(new XmlElements(bytes)).whole(list);
    }

    private ListFile whole(String list) throws ListRefused {
        if (!xml.next() || !xml.name().equals("CONSOLIDATED_LIST")) {
            throw new ListRefused(xml.line(), "does not begin with CONSOLIDATED_LIST");
        }
        var generated = xml.attribute("dateGenerated");
        var published = published(xml.line(), generated);
        while (xml.next()) {
            switch (xml.name()) {
                case "INDIVIDUALS", "ENTITIES" -> {}
                case "INDIVIDUAL" -> add(xml.element(), PartyKind.PERSON, "INDIVIDUAL_ALIAS");
                case "ENTITY" -> add(xml.element(), PartyKind.ORGANISATION, "ENTITY_ALIAS");
                default -> throw new ListRefused(xml.line(), "has an unknown element " + Shown.of(xml.name()));
            }
        }
        return ListFile.of(new ListVersion(list, Shown.of(generated), published, entries.size()), entries);
    }

    private static Instant published(int line, String date) throws ListRefused {
        try {
            if (date.length() <= 10) {
                return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean zoned = date.matches(".*(Z|[+-]\\d{2}:\\d{2})");
            return zoned
                    ? OffsetDateTime.parse(date).toInstant()
                    : LocalDateTime.parse(date).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new ListRefused(line, "has the date of generation " + Shown.of(date));
        }
    }

    private void add(Element it, PartyKind kind, String alias) throws ListRefused {
        ListSource.room(it.line(), entries.size());
        var draft = new EntryDraft(it.line(), id(it), kind);
        draft.name(name(it), false);
        draft.name(it.text("NAME_ORIGINAL_SCRIPT"), false);
        for (var each : it.all(alias)) {
            draft.name(each.text("ALIAS_NAME"), each.text("QUALITY").equalsIgnoreCase("low"));
        }
        it.all("INDIVIDUAL_DATE_OF_BIRTH").forEach(each -> born(each).ifPresent(draft::born));
        it.all("NATIONALITY", "VALUE").forEach(each -> draft.country(each.text()));
        draft.gender(it.text("GENDER"));
        for (var each : it.all("INDIVIDUAL_DOCUMENT")) {
            draft.number(type(each), each.text("NUMBER"), issuer(each));
        }
        entries.add(draft.done());
    }

    private static String id(Element it) {
        var reference = it.text("REFERENCE_NUMBER");
        return reference.isEmpty() ? it.text("DATAID") : reference;
    }

    private static String type(Element document) {
        return document.text("TYPE_OF_DOCUMENT").replace("Identification", "ID");
    }

    private static String issuer(Element document) {
        var issuer = document.text("ISSUING_COUNTRY");
        return issuer.isEmpty() ? document.text("COUNTRY_OF_ISSUE") : issuer;
    }

    private static String name(Element it) {
        return Stream.of("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
                .map(it::text)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static Optional<BirthDate> born(Element it) {
        boolean about = it.text("TYPE_OF_DATE").toLowerCase(Locale.ROOT).startsWith("approx");
        var date = ListDates.read(it.text("DATE"));
        if (date.isPresent()) {
            return date;
        }
        var year = year(it.text("YEAR"));
        if (year.isPresent()) {
            int known = year.get();
            return Optional.of(about ? BirthDate.about(known) : BirthDate.between(known, known));
        }
        return year(it.text("FROM_YEAR"))
                .flatMap(from ->
                        year(it.text("TO_YEAR")).filter(to -> to >= from).map(to -> BirthDate.between(from, to)));
    }

    private static Optional<Integer> year(String text) {
        return YEAR.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
