package gateway.limits;

import gateway.limits.Tally.Question;
import gateway.limits.Tally.Seen;
import gateway.rulebook.UnfitPack;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides recorded payments again, one after the other, by another pack of limits, with the very rules that decide real
 * ones; pure. The pack is taken as it will stand once everything in it has begun. What was in wallets then is not
 * recorded, so limits of balances are left out.
 */
public final class ReplayLimits {

    private final LimitBook book;
    private final Map<CustomerId, List<PersonalMax>> personal;
    private final Map<CounterKey, Long> sums = new HashMap<>();
    private final Map<CounterKey, List<Single>> singles = new HashMap<>();

    private ReplayLimits(LimitBook book, List<PersonalMax> personal) {
        this.book = book;
        this.personal = personal.stream().collect(Collectors.groupingBy(PersonalMax::customer));
    }

    /**
     * Throws {@link UnfitPack} with line and reason.
     *
     * @param personal what single customers had then, and would have had with this pack too
     */
    public static ReplayLimits by(String pack, List<PersonalMax> personal) {
        return new ReplayLimits(new LimitBook(standing(pack)), personal);
    }

    /**
     * From when on uses count for a decision at that moment or later, in the longest window of the pack. Throws
     * {@link UnfitPack}.
     */
    public static Instant reachesBackTo(String pack, Instant moment) {
        return standing(pack).stream()
                .filter(Limit::counts)
                .map(limit -> limit.window().start(moment))
                .min(Instant::compareTo)
                .orElse(moment);
    }

    private static List<Limit> standing(String pack) {
        var book = LimitPack.read(pack).withoutBalances();
        var last = book.limits().stream().map(limit -> limit.validity().from()).max(Instant::compareTo);
        return last.map(book::standingAt).orElse(List.of());
    }

    /** One limit in one version. */
    public record Rule(String limit, int version) {}

    private record Single(Instant at, long units, UUID payee) {}

    /**
     * Which limit would have spoken against the use; empty when none. Ask in the order in which the uses came.
     *
     * @param moved whether money moved then: only that counts against later uses, and only if it is allowed here too
     */
    public Optional<Rule> decide(Use use, boolean moved) {
        return decide(use, book.claims(use), moved);
    }

    /**
     * The same of more of what was counted before as one payment.
     *
     * @param before what was counted
     */
    public Optional<Rule> decideMore(Use more, Money before, boolean moved) {
        return decide(more, book.claimsOfMore(more, before), moved);
    }

    private Optional<Rule> decide(Use use, List<Claim> claims, boolean moved) {
        var part = CountUse.take(use, claims);
        var refusal = tally(part, use.customer()).refusal(part);
        if (refusal == null && moved) {
            part.counted().forEach(claim -> add(claim, part));
        }
        return refused(refusal);
    }

    private static Optional<Rule> refused(@Nullable LimitRefusal refusal) {
        return Optional.ofNullable(refusal).map(it -> new Rule(it.limit(), it.version()));
    }

    private Tally tally(CountUse part, CustomerId customer) {
        var tally = new Tally();
        personal.getOrDefault(customer, List.of()).stream()
                .filter(own -> own.held(part.at()))
                .map(PersonalMax::standing)
                .forEach(tally::put);
        for (var claim : part.counted()) {
            long sum = sums.getOrDefault(claim.key(), 0L);
            tally.put(claim.key(), sum, 0);
            if (claim.limit().keepsUses()) {
                tally.put(new Question(claim.key(), part.id()), seen(claim, part, sum));
            }
        }
        return tally;
    }

    private Seen seen(Claim claim, CountUse part, long sum) {
        var all = singles.computeIfAbsent(claim.key(), _ -> new ArrayList<>());
        // Uses come in their order, so what has left one window has left all later ones.
        all.removeIf(single -> !single.at().isAfter(claim.since()));
        return new Seen(
                all.stream().mapToLong(Single::units).reduce(0, Math::addExact),
                all.stream().map(Single::payee).distinct().count(),
                all.stream().anyMatch(single -> single.payee().equals(part.payee())),
                sum);
    }

    private void add(Claim claim, CountUse part) {
        sums.merge(claim.key(), claim.taken().units(), Math::addExact);
        if (claim.limit().keepsUses()) {
            singles.computeIfAbsent(claim.key(), _ -> new ArrayList<>())
                    .add(new Single(part.at(), claim.taken().units(), part.payee()));
        }
    }
}
