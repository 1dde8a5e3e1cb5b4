package gateway.compliance.matching;

import gateway.compliance.Gender;
import gateway.compliance.Identifier;
import gateway.compliance.Party;
import gateway.compliance.PartyKind;
import gateway.compliance.lists.ListEntry;
import gateway.compliance.lists.ListEntry.ListedName;
import java.util.ArrayList;
import java.util.List;

/** What else is known of a party and an entry whose names are alike, and what that does to the score. Pure. */
public final class Circumstances {

    private static final int WHOLE = 1_000;

    // A date or a country never makes one person of two names; it settles what the names leave open.
    private static final int SAME_BIRTH_DATE = 60;
    private static final int BIRTH_DATE_FITS = 20;
    private static final int OTHER_BIRTH_DATE = 300;
    private static final int SAME_COUNTRY = 20;
    private static final int OTHER_COUNTRY = 30;
    private static final int OTHER_GENDER = 300;

    private final Party party;
    private final ListEntry entry;
    private final List<String> reasons = new ArrayList<>();
    private boolean sure;

    private Circumstances(Party party, ListEntry entry, boolean sure) {
        this.party = party;
        this.entry = entry;
        this.sure = sure;
    }

    /** The likeness of the names, corrected by everything else; 0 where a number says that they are two. */
    public static Likeness weigh(Party party, ListEntry entry, ListedName name, Likeness names) {
        var weighed = new Circumstances(party, entry, names.sure());
        int score = weighed.score(names.score(), name.weak());
        var reasons = new ArrayList<>(names.reasons());
        reasons.addAll(weighed.reasons);
        return new Likeness(Math.clamp(score, 0, WHOLE), weighed.sure, reasons);
    }

    /** The number that both have; it is the strongest there is. */
    public static Likeness sameNumber(Identifier identifier) {
        return new Likeness(WHOLE, true, List.of("same " + told(identifier.kind())));
    }

    private int score(int names, boolean weak) {
        if (isSomebodyElse()) {
            return 0;
        }
        if (party.kind() != entry.kind()) {
            unsure(entry.kind() == PartyKind.PERSON ? "the list means a person" : "the list does not mean a person");
        }
        if (weak) {
            unsure("the list calls this name weak");
        }
        return names + birth() + country() + gender();
    }

    private boolean isSomebodyElse() {
        if (party.identifiers().isEmpty() || entry.identifiers().isEmpty()) {
            return false;
        }
        for (var kind : Identifier.Kind.values()) {
            if (differ(kind)) {
                if (kind.isOnlyOne()) {
                    reasons.add("another " + told(kind));
                    return true;
                }
                unsure("another " + told(kind));
            }
        }
        return false;
    }

    /** Both have such numbers and share none. */
    private boolean differ(Identifier.Kind kind) {
        var its = of(entry.identifiers(), kind);
        var mine = of(party.identifiers(), kind);
        return !its.isEmpty()
                && !mine.isEmpty()
                && mine.stream().noneMatch(its::contains)
                && mine.stream().anyMatch(one -> its.stream().anyMatch(other -> comparable(one, other)));
    }

    // Taxpayers' numbers of two countries have two lengths: one party may have both.
    private static boolean comparable(Identifier one, Identifier other) {
        return one.value().length() == other.value().length();
    }

    private static List<Identifier> of(List<Identifier> all, Identifier.Kind kind) {
        return all.stream().filter(each -> each.kind() == kind).toList();
    }

    private void unsure(String reason) {
        sure = false;
        reasons.add(reason);
    }

    private int birth() {
        var born = party.born();
        if (born == null || entry.born().isEmpty()) {
            return 0;
        }
        if (entry.born().stream().anyMatch(date -> date.isExact() && date.covers(born))) {
            reasons.add("same birth date");
            return SAME_BIRTH_DATE;
        }
        if (entry.born().stream().anyMatch(date -> date.covers(born))) {
            reasons.add("the birth date fits");
            return BIRTH_DATE_FITS;
        }
        if (entry.born().stream().anyMatch(date -> date.isNearly(born))) {
            reasons.add("nearly the same birth date");
            return 0;
        }
        reasons.add("another birth date");
        return -OTHER_BIRTH_DATE;
    }

    private int country() {
        if (party.country() == null || entry.countries().isEmpty()) {
            return 0;
        }
        boolean same = entry.countries().contains(party.country());
        reasons.add(same ? "same country" : "another country");
        return same ? SAME_COUNTRY : -OTHER_COUNTRY;
    }

    private int gender() {
        Gender mine = party.gender();
        if (mine == null || entry.gender() == null || mine == entry.gender()) {
            return 0;
        }
        reasons.add("another gender");
        return -OTHER_GENDER;
    }

    private static String told(Identifier.Kind kind) {
        return switch (kind) {
            case PINFL -> "PINFL";
            case PASSPORT -> "passport";
            case INN -> "INN";
        };
    }
}
