package gateway.fraud.rules;

import gateway.packs.PackKind;
import gateway.rulebook.Remark;
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
     * What it asks and wants is another version's: past verdicts cite it.
     */
    @Override
    public void checkSuccession(FraudPack before, FraudPack after, Instant now) {
        for (var rule : after.rules()) {
            before.rules().stream()
                    .filter(old -> old.head().id().equals(rule.head().id())
                            && old.head().version() == rule.head().version()
                            && !old.saysTheSameAs(rule))
                    .findFirst()
                    .ifPresent(_ -> refuse(rule));
        }
    }

    private static void refuse(FraudRule rule) {
        throw new UnfitPack(new Remark(
                1,
                "%s version %d".formatted(rule.head().id(), rule.head().version()),
                "says something else than before; give it another version"));
    }
}
