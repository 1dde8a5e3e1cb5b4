package gateway.compliance;

import gateway.compliance.matching.Screen;
import gateway.packs.PackKind;
import gateway.rulebook.Fields;
import gateway.rulebook.History;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.Remark;
import gateway.rulebook.RuleHead;
import gateway.rulebook.Timeline;
import gateway.rulebook.UnfitPack;
import gateway.rulebook.Version;
import java.time.Instant;

/** How alike names have to be, and what holds without the lists, as a kind of pack. */
final class ScreeningPacks implements PackKind<ScreeningBook> {

    private static final int FORMAT = 1;
    private static final int MOST = 1_000;

    @Override
    public String name() {
        return "screening";
    }

    @Override
    public ScreeningBook read(String text) {
        var root = Fields.of(PackText.read(text), "format", "pack", "thresholds", "fail-policy");
        if (root.required("format").number() != FORMAT) {
            throw root.required("format").fault("must be " + FORMAT);
        }
        root.required("pack").id();
        return new ScreeningBook(
                Timeline.read(root.required("thresholds"), ScreeningPacks::version),
                root.optional("fail-policy").map(ListsPolicy::read).orElse(ListsPolicy.NONE));
    }

    private static Version<Screen> version(PackNode place) {
        var fields = Fields.of(place, RuleHead.with("hit-from", "possible-from"));
        var hit = fields.required("hit-from").number(1, MOST);
        var possible = fields.required("possible-from").number(1, MOST);
        if (possible >= hit) {
            throw fields.required("possible-from").fault("must be below hit-from");
        }
        return new Version<>(RuleHead.read(fields), new Screen(hit, possible));
    }

    /**
     * Thresholds keep their history. Clauses of the fail policy come and go, for an outage does not wait until
     * midnight; what a version of one says stays, because payments cite it.
     */
    @Override
    public void checkSuccession(ScreeningBook before, ScreeningBook after, Instant now) {
        History.check(before.thresholds().versions(), after.thresholds().versions(), now);
        for (var clause : after.whenMissing().clauses()) {
            before.whenMissing().clauses().stream()
                    .filter(old -> old.name().equals(clause.name()) && !old.saysTheSameAs(clause))
                    .findFirst()
                    .ifPresent(_ -> refuse(clause));
        }
    }

    private static void refuse(ListsPolicy.Clause clause) {
        throw new UnfitPack(new Remark(1, clause.name(), "says something else than before; give it another version"));
    }
}
