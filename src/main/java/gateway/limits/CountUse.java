package gateway.limits;

import gateway.platform.journal.Part;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts a use, or takes it back: what is taken and what is given back are never in one part. A payment's version
 * decides that neither happens twice.
 *
 * @param id the payment's
 * @param customer whose maxima may be personal and whose meters run; null where something is given back
 * @param payee told apart from the others by limits that count payees
 * @param minor the amount, or what of it is refunded; 0 where all is given back
 * @param atOnce whether what is on its way into a wallet is there with the same entry
 * @param back what is given back as it was taken
 * @param less what is given back of more that was taken
 * @param asks whether maxima may refuse it; else it has happened, and counts beyond them too
 * @param others further uses that the same entry gives back
 */
record CountUse(
        UUID id,
        Instant at,
        @Nullable CustomerId customer,
        UUID payee,
        long minor,
        boolean atOnce,
        List<Claim> claims,
        List<Metered> metered,
        List<Taken> back,
        List<Taken> less,
        boolean asks,
        List<CountUse> others)
        implements Part {

    CountUse(
            UUID id,
            Instant at,
            @Nullable CustomerId customer,
            UUID payee,
            long minor,
            boolean atOnce,
            List<Claim> claims,
            List<Metered> metered,
            List<Taken> back,
            List<Taken> less) {
        this(id, at, customer, payee, minor, atOnce, claims, metered, back, less, true, List.of());
    }

    static CountUse take(Use use, List<Claim> claims) {
        return take(use, claims, List.of());
    }

    static CountUse take(Use use, List<Claim> claims, List<Metered> metered) {
        return new CountUse(
                use.id(),
                use.at(),
                use.customer(),
                use.payee(),
                use.amount().minor(),
                use.atOnce(),
                claims,
                metered,
                List.of(),
                List.of());
    }

    static CountUse giveBack(UUID id, Instant at, UUID payee, List<Taken> taken) {
        return new CountUse(id, at, null, payee, 0, false, List.of(), List.of(), taken, List.of());
    }

    /** Some of it is refunded; what goes back is known once {@link Refunds} knows what went back before. */
    static CountUse refund(UUID id, Instant at, UUID payee, List<Taken> taken, long minor) {
        return new CountUse(id, at, null, payee, minor, false, List.of(), List.of(), taken, List.of());
    }

    /** The same, of what has happened already. */
    CountUse asHappened() {
        return new CountUse(id, at, customer, payee, minor, atOnce, claims, metered, back, less, false, others);
    }

    /** The same with these in one part. */
    CountUse with(List<CountUse> more) {
        return new CountUse(id, at, customer, payee, minor, atOnce, claims, metered, back, less, asks, more);
    }

    /** Every use that it is about, one by one. */
    Stream<CountUse> each() {
        return Stream.concat(Stream.of(this), others.stream());
    }

    boolean isRefund() {
        return customer == null && minor > 0;
    }

    /**
     * The same refund, decided.
     *
     * @param whole what goes back as it was taken
     * @param some what goes back in part
     */
    CountUse giving(List<Taken> whole, List<Taken> some) {
        return new CountUse(id, at, customer, payee, minor, atOnce, claims, metered, whole, some);
    }

    boolean takes() {
        return customer != null;
    }

    /** The claims that need a count. */
    List<Claim> counted() {
        var counted = new ArrayList<Claim>(claims.size());
        for (var claim : claims) {
            if (claim.limit().counts()) {
                counted.add(claim);
            }
        }
        return counted;
    }

    /** What it adds to counts, on meters too; several limits of one balance share a count. */
    List<Taken> taken() {
        var taken = new ArrayList<Taken>(claims.size());
        for (var claim : claims) {
            if (claim.limit().counts() && !taken.contains(claim.taken())) {
                taken.add(claim.taken());
            }
        }
        for (var it : metered) {
            taken.addAll(taken(it));
        }
        return taken;
    }

    /** What it goes on taking once its entry is committed. */
    List<Taken> lasting() {
        return atOnce ? taken().stream().filter(it -> !it.isIncoming()).toList() : taken();
    }

    /** What was on its way and is there already. */
    List<Taken> arrived() {
        return atOnce ? taken().stream().filter(Taken::isIncoming).toList() : List.of();
    }

    List<Taken> taken(Metered it) {
        return customer == null ? List.of() : it.taken(customer);
    }
}
