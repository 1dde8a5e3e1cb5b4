package gateway.compliance;

import gateway.rulebook.Channel;
import gateway.rulebook.Dependency;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.RuleHead;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of payments while a list is not there that should be. No money moves where no clause speaks; a clause
 * may have people of the bank look at payments, and none can let them pass unseen.
 */
record ListsPolicy(List<Clause> clauses) {

    static final ListsPolicy NONE = new ListsPolicy(List.of());

    /**
     * People look at payments below an amount.
     *
     * @param channels for which it holds
     * @param reviewBelow what is not less does not move; null where people look at all of them
     */
    record Clause(
            RuleHead head, Set<Channel> channels, @Nullable Money reviewBelow) {

        Clause {
            channels = Set.copyOf(channels);
        }

        private boolean concerns(Occasion it, Instant now) {
            return head.validity().holds(now)
                    && channels.contains(it.channel())
                    && (reviewBelow == null
                            || reviewBelow.asset().equals(it.amount().asset()));
        }

        private boolean lets(Occasion it) {
            return reviewBelow == null || reviewBelow.isGreaterThan(it.amount());
        }

        String name() {
            return "%s %d".formatted(head.id(), head.version());
        }

        boolean saysTheSameAs(Clause other) {
            return new Clause(other.head, channels, reviewBelow).equals(other)
                    && head.citation().equals(other.head.citation());
        }
    }

    ListsPolicy {
        clauses = List.copyOf(clauses);
    }

    /**
     * What it says of a payment.
     *
     * @param clause which spoke; null where none did
     */
    record Said(PaymentScreening.Outcome outcome, @Nullable Clause clause) {}

    Said of(Occasion it, Instant now) {
        return clauses.stream()
                .filter(clause -> clause.concerns(it, now))
                .findFirst()
                .map(clause -> new Said(outcome(clause.lets(it)), clause))
                .orElseGet(() -> new Said(outcome(false), null));
    }

    private static PaymentScreening.Outcome outcome(boolean review) {
        return review ? PaymentScreening.Outcome.REVIEW : PaymentScreening.Outcome.NOT_SCREENED;
    }

    /** Throws {@link gateway.rulebook.UnfitPack}. */
    static ListsPolicy read(PackNode place) {
        var clauses = new ArrayList<Clause>();
        for (var item : place.items()) {
            var clause = clause(item);
            clauses.forEach(other -> compare(other.head, clause.head, item));
            clauses.add(clause);
        }
        return new ListsPolicy(clauses);
    }

    private static void compare(RuleHead other, RuleHead head, PackNode place) {
        if (!other.id().equals(head.id())) {
            return;
        }
        if (other.version() == head.version()) {
            throw place.fault("has the name and the version of another rule");
        }
        if (other.validity().overlaps(head.validity())) {
            throw place.fault("holds at the same time as another version of it");
        }
    }

    private static Clause clause(PackNode item) {
        var fields = Fields.of(item, RuleHead.with("dependency", "channels", "currency", "review-below", "open-below"));
        Dependency.read(fields.required("dependency"), Dependency.LISTS);
        fields.optional("open-below").ifPresent(ListsPolicy::refuse);
        var below = fields.optional("review-below");
        if (below.isPresent() != fields.has("currency")) {
            throw item.fault("must have review-below and currency, or neither of them");
        }
        return new Clause(
                RuleHead.read(fields),
                fields.required("channels").set(channel -> channel.word(Channel.values())),
                below.map(it -> it.money(fields.required("currency").currency()))
                        .orElse(null));
    }

    private static void refuse(PackNode openBelow) {
        throw openBelow.fault("nothing passes that was not compared with the lists: people may look at it, at most");
    }
}
