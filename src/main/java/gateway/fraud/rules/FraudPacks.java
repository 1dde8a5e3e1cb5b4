package gateway.fraud.rules;

import gateway.packs.PackKind;
import gateway.rulebook.Remark;
import gateway.rulebook.RuleHead;
import gateway.rulebook.UnfitPack;
import java.time.Instant;

/** The bank's fraud rules as a kind of pack. */
public final class FraudPacks implements PackKind<FraudPack> {

    @Override
    public String name() {
        return "fraud";
    }

    @Override
    public FraudPack read(String text) {
        return FraudPackReader.read(text);
    }

    /**
     * Rules come and go from one minute to the next, because frauds do, and a rule moves from stage to stage as it is.
     * What it asks and wants is another version's: past verdicts cite it. So is what a clause of the fail policy says.
     */
    @Override
    public void checkSuccession(FraudPack before, FraudPack after, Instant now) {
        for (var rule : after.rules()) {
            before.rules().stream()
                    .filter(old -> isSame(old.head(), rule.head()) && !old.saysTheSameAs(rule))
                    .findFirst()
                    .ifPresent(_ -> refuse(rule.head()));
        }
        for (var clause : after.failPolicy().clauses()) {
            before.failPolicy().clauses().stream()
                    .filter(old -> isSame(old.head(), clause.head()) && !old.saysTheSameAs(clause))
                    .findFirst()
                    .ifPresent(_ -> refuse(clause.head()));
        }
    }

    private static boolean isSame(RuleHead one, RuleHead other) {
        return one.id().equals(other.id()) && one.version() == other.version();
    }

    private static void refuse(RuleHead head) {
        throw new UnfitPack(new Remark(
                1,
                "%s version %d".formatted(head.id(), head.version()),
                "says something else than before; give it another version"));
    }
}
