package gateway.reconciliation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The days of which a book was told. The bank may keep what we do with one counterparty on several accounts, each with
 * a statement of its own: what moved from one of them to another stands in both, and half of it says nothing.
 *
 * @param whole days of which all accounts were told
 * @param partly days of which some were told and others not yet
 * @param settled as far as every account was told
 * @param last as far as any account was told
 */
public record ToldDays(Set<LocalDate> whole, Set<LocalDate> partly, LocalDate settled, LocalDate last) {

    public ToldDays {
        whole = Set.copyOf(whole);
        partly = Set.copyOf(partly);
    }

    /**
     * A file of a day.
     *
     * @param account that it is about; empty where it is about all of them
     */
    public record Told(LocalDate day, String account) {}

    /** Of a book that is told in one piece. */
    public static ToldDays of(Set<LocalDate> days) {
        return of(days.stream().map(day -> new Told(day, "")).collect(Collectors.toSet()), Set.of());
    }

    /** @param accounts of which the book consists */
    public static ToldDays of(Set<Told> files, Set<String> accounts) {
        var told = new HashMap<LocalDate, Set<String>>();
        for (var file : files) {
            var of = told.computeIfAbsent(file.day(), _ -> new HashSet<>());
            of.addAll(file.account().isEmpty() ? accounts : Set.of(file.account()));
        }
        var whole = told.entrySet().stream()
                .filter(it -> it.getValue().containsAll(accounts))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var partly = new HashSet<>(told.keySet());
        partly.removeAll(whole);
        var last = told.keySet().stream().max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
        var settled = accounts.stream()
                .map(account -> lastOf(told, account))
                .min(Comparator.naturalOrder())
                .orElse(last);
        return new ToldDays(whole, partly, settled, last);
    }

    private static LocalDate lastOf(Map<LocalDate, Set<String>> told, String account) {
        return told.entrySet().stream()
                .filter(it -> it.getValue().contains(account))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
    }

    /** Whether silence about that day means something. */
    public boolean tells(LocalDate day) {
        return whole.contains(day);
    }

    /** Whether a line of that day may still be half of something. */
    public boolean isHalf(LocalDate day) {
        return partly.contains(day) || (settled.isBefore(last) && day.isAfter(settled));
    }
}
