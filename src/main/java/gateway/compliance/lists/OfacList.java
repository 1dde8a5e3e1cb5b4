package gateway.compliance.lists;

import gateway.compliance.ListVersion;
import gateway.compliance.PartyKind;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The list of specially designated nationals of the US Treasury (OFAC) as {@code sdn.xml}. */
final class OfacList {

    private final XmlElements xml;
    private final List<ListEntry> entries = new ArrayList<>();
    private @Nullable Element publication;

    private OfacList(XmlElements xml) {
        this.xml = xml;
    }

    static ListFile read(String list, InputStream bytes) throws ListRefused {
        return new OfacList(new XmlElements(bytes)).whole(list);
    }

    private ListFile whole(String list) throws ListRefused {
        if (!xml.next() || !xml.name().equals("sdnList")) {
            throw new ListRefused(xml.line(), "does not begin with sdnList");
        }
        while (xml.next()) {
            switch (xml.name()) {
                case "publshInformation" -> publication = xml.element();
                case "sdnEntry" -> add(xml.element());
                default -> throw new ListRefused(xml.line(), "has an unknown element " + Shown.of(xml.name()));
            }
        }
        return ListFile.of(version(list), entries);
    }

    private ListVersion version(String list) throws ListRefused {
        if (publication == null) {
            throw new ListRefused(0, "does not say when it was published");
        }
        int count = ListSource.count(publication.line(), publication.text("Record_Count"));
        if (count != entries.size()) {
            throw new ListRefused(
                    publication.line(), "announces " + count + " entries, and there are " + entries.size());
        }
        var date = publication.text("Publish_Date");
        return new ListVersion(list, Shown.of(date), published(publication.line(), date), count);
    }

    private static Instant published(int line, String date) throws ListRefused {
        try {
            if (date.matches("\\d{2}/\\d{2}/\\d{4}")) {
                return LocalDate.of(
                                Integer.parseInt(date.substring(6)),
                                Integer.parseInt(date.substring(0, 2)),
                                Integer.parseInt(date.substring(3, 5)))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            }
        } catch (DateTimeException e) {
            throw new ListRefused(line, "has the date of publication " + Shown.of(date));
        }
        throw new ListRefused(line, "has the date of publication " + Shown.of(date));
    }

    private void add(Element it) throws ListRefused {
        ListSource.room(it.line(), entries.size());
        var draft = new EntryDraft(it.line(), it.text("uid"), kind(it));
        draft.name(name(it), false);
        for (var aka : it.all("akaList", "aka")) {
            draft.name(name(aka), aka.text("category").equalsIgnoreCase("weak"));
        }
        for (var born : it.all("dateOfBirthList", "dateOfBirthItem")) {
            ListDates.read(born.text("dateOfBirth")).ifPresent(draft::born);
        }
        it.all("nationalityList", "nationality").forEach(each -> draft.country(each.text("country")));
        it.all("citizenshipList", "citizenship").forEach(each -> draft.country(each.text("country")));
        for (var id : it.all("idList", "id")) {
            if (id.text("idType").equals("Gender")) {
                draft.gender(id.text("idNumber"));
            } else {
                draft.number(id.text("idType"), id.text("idNumber"), id.text("idCountry"));
            }
        }
        entries.add(draft.done());
    }

    private static String name(Element it) {
        return it.text("firstName") + " " + it.text("lastName");
    }

    private static PartyKind kind(Element it) throws ListRefused {
        return switch (it.text("sdnType").toLowerCase(Locale.ROOT)) {
            case "individual" -> PartyKind.PERSON;
            case "entity" -> PartyKind.ORGANISATION;
            case "vessel", "aircraft" -> PartyKind.OTHER;
            default -> throw new ListRefused(it.line(), "has an entry of type " + Shown.of(it.text("sdnType")));
        };
    }
}
