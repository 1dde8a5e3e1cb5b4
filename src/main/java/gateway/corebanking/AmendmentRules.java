package gateway.corebanking;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.tieout.TieOut.Booked;
import gateway.corebanking.tieout.TieOut.Theirs;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has to be booked at theirs so that of one thing there stands what our books say, and nothing where our books
 * know nothing of it; pure. Of every account in every currency: ours, without what stands there, without what was
 * booked against it already. Nothing is proposed that would not balance by itself: then one side stands on an account
 * that has no statement, or is not told yet.
 */
final class AmendmentRules {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{20}");

    private final Map<Asset, Map<String, Long>> debits = new TreeMap<>(Comparator.comparing(Asset::code));

    private AmendmentRules() {}

    /**
     * What is known of one thing.
     *
     * @param ours the document, where it is one of ours
     * @param lines all that name it, on every account and of every day
     * @param made what was booked against it before, in whatever state
     */
    record Facts(@Nullable Booked ours, List<Theirs> lines, List<Amendment> made) {}

    /** Throws CORE_BREAK_NOT_AMENDABLE, saying why. */
    static List<Amendment> wanted(Facts facts) {
        if (facts.lines().isEmpty() && facts.made().isEmpty()) {
            throw not(
                    facts.ours() == null ? "Nothing names it" : "It does not stand there: tell it again (tell-again)");
        }
        var sums = new AmendmentRules();
        var ours = facts.ours();
        if (ours != null) {
            sums.book(ours.debitAccount(), ours.creditAccount(), ours.asset(), ours.minor());
        }
        facts.lines().forEach(sums::without);
        facts.made()
                .forEach(it -> sums.book(
                        it.debit(),
                        it.credit(),
                        it.amount().asset(),
                        -it.amount().minor()));
        var wanted = sums.amendments();
        if (wanted.isEmpty()) {
            throw not("It stands there as it should, if on another day");
        }
        return wanted;
    }

    private void book(String debit, String credit, Asset asset, long minor) {
        add(debit, asset, minor);
        add(credit, asset, -minor);
    }

    private void without(Theirs line) {
        add(line.account(), line.asset(), line.side() == Side.DEBIT ? -line.minor() : line.minor());
    }

    private void add(String account, Asset asset, long minor) {
        debits.computeIfAbsent(asset, _ -> new TreeMap<>()).merge(account, minor, Math::addExact);
    }

    private List<Amendment> amendments() {
        var all = new ArrayList<Amendment>();
        debits.forEach((asset, accounts) -> {
            accounts.values().removeIf(minor -> minor == 0);
            check(accounts);
            pair(asset, new TreeMap<>(accounts), all);
        });
        return List.copyOf(all);
    }

    private static void check(Map<String, Long> accounts) {
        if (accounts.values().stream().reduce(0L, Math::addExact) != 0) {
            throw not("Only one side of it stands in a statement");
        }
        accounts.keySet().stream()
                .filter(account -> !NUMBER.matcher(account).matches())
                .findFirst()
                .ifPresent(account -> {
                    throw not("There is no number for " + account);
                });
    }

    /** Until nobody has to be debited, and so nobody to be credited: they come to the same. */
    private static void pair(Asset asset, Map<String, Long> left, List<Amendment> all) {
        while (!left.isEmpty()) {
            var debit = first(left, minor -> minor > 0);
            var credit = first(left, minor -> minor < 0);
            long minor = Math.min(debit.getValue(), -credit.getValue());
            all.add(new Amendment(debit.getKey(), credit.getKey(), new Money(minor, asset)));
            left.merge(debit.getKey(), -minor, Math::addExact);
            left.merge(credit.getKey(), minor, Math::addExact);
            left.values().removeIf(rest -> rest == 0);
        }
    }

    private static Map.Entry<String, Long> first(Map<String, Long> left, LongPredicate which) {
        return left.entrySet().stream()
                .filter(it -> which.test(it.getValue()))
                .map(Map.Entry::copyOf)
                .findFirst()
                .orElseThrow();
    }

    private static ProblemException not(String why) {
        return CoreBankingProblem.CORE_BREAK_NOT_AMENDABLE.because(why);
    }
}
