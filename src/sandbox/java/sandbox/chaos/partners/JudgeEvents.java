package sandbox.chaos.partners;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sandbox.books.BookEntry;
import sandbox.chaos.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * Compares what the outbox announces, what a partner was sent, and what it is answered when it asks. Uses none of the
 * product's code.
 *
 * @param announced by payments and refunds
 * @param book what the partner kept, with repeats, in the order in which it came
 * @param asked what {@code GET /v1/events} said, page after page
 * @param oddities what the partner noticed
 * @param forged how it answered a message that nobody had signed
 * @param unsigned how many messages had no right signature after that one
 */
record JudgeEvents(
        List<Announced> announced,
        List<BookEntry> book,
        List<JsonNode> asked,
        Map<String, Long> oddities,
        int forged,
        long unsigned) {

    private static final int REFUSED = 401;

    /** @param object whose event it is, without a prefix */
    record Announced(String id, String object, int version, String type) {}

    /** An event as the partner has it. */
    private record Kept(String object, long number, int version) {

        static Kept of(BookEntry entry) {
            return new Kept(
                    entry.facts().getOrDefault("object", "").replaceFirst("^[a-z]+_", ""),
                    entry.amount(),
                    Integer.parseInt(entry.facts().getOrDefault("version", "0")));
        }
    }

    Verdict verdict() {
        var ids = announced.stream().map(Announced::id).collect(Collectors.toSet());
        var sent = book.stream().map(BookEntry::reference).collect(Collectors.toSet());
        var verdict = new Verdict()
                .rule("what was delivered is what the outbox announces", differing(ids, sent))
                .rule("GET /v1/events says the same", differing(ids, new HashSet<>(textsAsked("id"))))
                .rule("numbers go from 1 without a gap, sent and asked for", gaps())
                .rule("in the order of numbers an object's versions only grow", shrinking())
                .rule("who ignores lower versions ends with the newest of each object", outdated())
                .rule("every message was signed for the library of the standard, and none went astray", odd());
        verdict.rule(
                "the partner refuses what nobody has signed",
                forged == REFUSED && unsigned == oddities.getOrDefault("signature", 0L) + 1,
                "answered " + forged);
        verdict.rule(
                "the judge sees an event that is missing",
                !ids.isEmpty()
                        && !differing(ids, ids.stream().skip(1).collect(Collectors.toSet()))
                                .isEmpty(),
                "one was taken away, and it saw nothing");
        return verdict;
    }

    String summary() {
        return "%,d announced, %,d sent of which %,d again, %s"
                .formatted(
                        announced.size(),
                        book.size(),
                        book.size()
                                - book.stream()
                                        .map(BookEntry::reference)
                                        .distinct()
                                        .count(),
                        announced.stream()
                                .collect(Collectors.groupingBy(
                                        Announced::type, java.util.TreeMap::new, Collectors.counting())));
    }

    private static List<String> differing(Set<String> announced, Set<String> told) {
        return Stream.concat(
                        announced.stream().filter(id -> !told.contains(id)).map(id -> id + " was not told"),
                        told.stream().filter(id -> !announced.contains(id)).map(id -> id + " was made up"))
                .toList();
    }

    private List<String> textsAsked(String field) {
        return asked.stream().map(it -> it.path(field).asString("")).toList();
    }

    private List<String> gaps() {
        var sent = book.stream().map(BookEntry::amount).distinct().sorted().toList();
        var answered = asked.stream().map(it -> it.path("number").asLong()).toList();
        return Stream.concat(gaps("sent", sent), gaps("asked for", answered)).toList();
    }

    private static Stream<String> gaps(String what, List<Long> numbers) {
        return IntStream.range(0, numbers.size())
                .filter(i -> numbers.get(i) != i + 1)
                .limit(1)
                .mapToObj(i -> "%s: %d instead of %d".formatted(what, numbers.get(i), i + 1));
    }

    private List<String> shrinking() {
        var found = new HashSet<String>();
        byObject(book.stream().map(Kept::of).distinct()).forEach((object, kept) -> {
            for (int i = 1; i < kept.size(); i++) {
                if (kept.get(i).version() <= kept.get(i - 1).version()) {
                    found.add(object + ": " + kept);
                }
            }
        });
        return List.copyOf(found);
    }

    private static Map<String, List<Kept>> byObject(Stream<Kept> all) {
        return all.sorted(Comparator.comparingLong(Kept::number)).collect(Collectors.groupingBy(Kept::object));
    }

    private Collection<String> outdated() {
        var newest = announced.stream()
                .collect(Collectors.toMap(Announced::object, Announced::version, Math::max, HashMap::new));
        var known = new HashMap<String, Integer>();
        book.stream().map(Kept::of).forEach(it -> known.merge(it.object(), it.version(), Math::max));
        return differing(rows(newest), rows(known));
    }

    private static Set<String> rows(Map<String, Integer> versions) {
        return versions.entrySet().stream().map(Object::toString).collect(Collectors.toSet());
    }

    private List<String> odd() {
        return oddities.entrySet().stream().map(Object::toString).toList();
    }
}
