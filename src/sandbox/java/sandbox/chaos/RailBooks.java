package sandbox.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sandbox.books.BookEntry;
import sandbox.chaos.StoredPayment.Leg;

/** What every rail says it did, message by message. */
final class RailBooks {

    /** Entries that say something and move nothing. */
    private static final Set<String> NO_MONEY =
            Set.of("DECLINE", "CREATED", "CANCELLED", "VERIFIED", "RECEIPT", "CLOSED", "INVOICE", "DELETED");

    private static final Set<String> CHARGES = Set.of("DEBIT", "CREDIT");
    private static final String CURRENCY = "UZS";

    private final Map<String, Map<String, Message>> rails = new TreeMap<>();
    private final List<String> unreadable = new ArrayList<>();

    /** What happened under one name. */
    static final class Message {

        private final List<BookEntry> entries = new ArrayList<>();
        private long taken;
        private long given;
        private long back;
        private int charges;

        /** Times money moved, not counting what came back. */
        int charges() {
            return charges;
        }

        /** Minor units that the card lost (negative: got) in the end. */
        long net() {
            long moved = Math.subtractExact(taken, given);
            return moved >= 0 ? moved - back : moved + back;
        }

        /**
         * Whether every charge is of this card, and everything that moved is in so'm.
         *
         * @param lastDigits of the card; empty when it is none that we know
         */
        boolean isOf(String lastDigits) {
            return entries.stream()
                    .filter(it -> !NO_MONEY.contains(it.kind()))
                    .allMatch(it -> it.currency().equals(CURRENCY)
                            && (!CHARGES.contains(it.kind()) || it.card().endsWith(lastDigits)));
        }

        boolean isReversed() {
            return entries.stream().anyMatch(entry -> entry.kind().equals("REVERSAL"));
        }

        @Override
        public String toString() {
            return entries.stream()
                    .map(it -> "%s %s %d %s of %s at %s"
                            .formatted(it.reference(), it.kind(), it.amount(), it.currency(), it.card(), it.at()))
                    .toList()
                    .toString();
        }
    }

    RailBooks(Map<String, List<BookEntry>> entries) {
        entries.forEach((rail, book) -> book.forEach(entry -> add(rail, entry)));
    }

    static RailBooks read(Sandbox sandbox) {
        var all = new TreeMap<String, List<BookEntry>>();
        Sandbox.ALL.forEach(rail -> all.put(rail, sandbox.books(rail)));
        return new RailBooks(all);
    }

    /** A message that never arrived has an empty entry. */
    Message under(String rail, String identity) {
        return rails.getOrDefault(rail, Map.of()).getOrDefault(identity, new Message());
    }

    /** Everything that is not in {@code owned}, as rail and identity joined by a slash, and moved money in the end. */
    List<String> movedOutside(Set<String> owned) {
        var found = new ArrayList<String>();
        rails.forEach((rail, messages) -> messages.forEach((identity, message) -> {
            if (message.net() != 0 && !owned.contains(rail + "/" + identity)) {
                found.add(rail + ": " + message);
            }
        }));
        return found;
    }

    /** What the rail owes us (positive) or we owe it (negative). */
    long owed(String rail) {
        return rails.getOrDefault(rail, Map.of()).values().stream()
                .mapToLong(Message::net)
                .sum();
    }

    /**
     * VISA knows a message by trace, time and terminal alone. Our names for it hold the retrieval number too, which is
     * another one for every payment: two of them under one trace are two payments that VISA cannot tell apart.
     */
    List<String> doubleTraces() {
        var byTrace = new TreeMap<String, Set<String>>();
        for (var reference : rails.getOrDefault("visa", Map.of()).keySet()) {
            var words = reference.split(":", -1);
            byTrace.computeIfAbsent(words[0] + ":" + words[1] + ":" + words[3], _ -> new TreeSet<>())
                    .add(reference);
        }
        return byTrace.values().stream()
                .filter(names -> names.size() > 1)
                .map(Object::toString)
                .toList();
    }

    List<String> unreadable() {
        return unreadable;
    }

    /** The same books, falsified in one place: the charge of that leg. */
    RailBooks falsified(Leg of, Sabotage sabotage) {
        var copy = new TreeMap<String, List<BookEntry>>();
        rails.forEach((name, messages) -> messages.values()
                .forEach(message ->
                        copy.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(message.entries)));
        var book = copy.getOrDefault(of.rail(), List.of());
        var charge = book.stream()
                .filter(entry -> entry.reference().equals(of.identity()) && !NO_MONEY.contains(entry.kind()))
                .findFirst()
                .orElseThrow();
        if (sabotage == Sabotage.LOST) {
            book.remove(charge);
        } else {
            book.add(charge);
        }
        return new RailBooks(copy);
    }

    private void add(String rail, BookEntry entry) {
        var of = entry.kind().equals("REFUND") ? entry.facts().get("of") : null;
        var message = rails.computeIfAbsent(rail, _ -> new TreeMap<>())
                .computeIfAbsent(of == null ? entry.reference() : of, _ -> new Message());
        message.entries.add(entry);
        switch (entry.kind()) {
            case "DEBIT" -> {
                message.taken = Math.addExact(message.taken, entry.amount());
                message.charges++;
            }
            case "CREDIT" -> {
                message.given = Math.addExact(message.given, entry.amount());
                message.charges++;
            }
            case "REVERSAL", "REFUND" -> message.back = Math.addExact(message.back, entry.amount());
            default -> {
                if (!NO_MONEY.contains(entry.kind())) {
                    unreadable.add(rail + ": " + entry.kind() + " under " + entry.reference());
                }
            }
        }
    }
}
