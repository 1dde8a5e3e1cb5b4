package gateway.compliance;

import gateway.compliance.matching.Screen;
import gateway.packs.PackKind;
import gateway.rulebook.Fields;
import gateway.rulebook.History;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.RuleHead;
import gateway.rulebook.Timeline;
import gateway.rulebook.Version;
import java.time.Instant;

/** How alike names have to be, as a kind of pack. */
final class ScreeningPacks implements PackKind<Timeline<Screen>> {

    private static final int FORMAT = 1;
    private static final int MOST = 1_000;

    @Override
    public String name() {
        return "screening";
    }

    @Override
    public Timeline<Screen> read(String text) {
        var root = Fields.of(PackText.read(text), "format", "pack", "thresholds");
        if (root.required("format").number() != FORMAT) {
            throw root.required("format").fault("must be " + FORMAT);
        }
        root.required("pack").id();
        return Timeline.read(root.required("thresholds"), ScreeningPacks::version);
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

    @Override
    public void checkSuccession(Timeline<Screen> before, Timeline<Screen> after, Instant now) {
        History.check(before.versions(), after.versions(), now);
    }
}
