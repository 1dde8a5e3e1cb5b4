package gateway.compliance;

import gateway.compliance.matching.Screen;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.rulebook.NotRecorded;
import gateway.rulebook.Timeline;
import gateway.rulebook.Version;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Judges screened payments again by other thresholds, from what was kept of them: how alike the likest name was. The
 * pack is taken as it will stand once everything in it has begun; lists and cleared matches are those of that time;
 * pure.
 */
public final class ReplayScreening {

    private static final String CHECK = "screening";

    private final Timeline<Screen> pack;

    private ReplayScreening(Timeline<Screen> pack) {
        this.pack = pack;
    }

    /** Throws {@link gateway.rulebook.UnfitPack} with line and reason. */
    public static ReplayScreening by(String pack) {
        return new ReplayScreening(new ScreeningPacks().read(pack).thresholds());
    }

    /** What screening said of a payment, and what it would say. */
    public record Both(Outcome then, Outcome now) {}

    /**
     * Empty for what no screening said. Throws {@link NotRecorded} where less alike names would count than did then:
     * how alike those were is not kept.
     */
    public Optional<Both> judge(Judgement judgement) {
        return judgement.check().equals(CHECK) ? Optional.of(both(judgement)) : Optional.empty();
    }

    /** All that was said of one decision: the strictest counts, then and now. */
    public Optional<Both> judge(List<Judgement> judgements) {
        return judgements.stream()
                .flatMap(judgement -> judge(judgement).stream())
                .reduce((one, other) -> new Both(stricter(one.then(), other.then()), stricter(one.now(), other.now())));
    }

    private Both both(Judgement judgement) {
        var before = thresholds(judgement);
        var inputs = judgement.inputs();
        var then = stricter(said("payer", inputs), said("payee", inputs));
        var now = stricter(again("payer", inputs, before), again("payee", inputs, before));
        // What neither side is the reason of, such as a list that was missing, stays as it was.
        var other = judgement.outcome().compareTo(then) > 0 ? judgement.outcome() : Outcome.ALLOWED;
        return new Both(judgement.outcome(), stricter(other, now));
    }

    private Screen thresholds(Judgement judgement) {
        return pack.versions().stream()
                .filter(it -> it.id().equals(judgement.rule()) && it.number() == judgement.version())
                .findFirst()
                .map(Version::says)
                .orElseThrow(() -> new NotRecorded(
                        "Payments were screened by %s version %d, which this pack does not have: what was below its"
                                        .formatted(judgement.rule(), judgement.version())
                                + " thresholds is not known"));
    }

    private static Outcome said(String side, SortedMap<String, String> inputs) {
        return switch (inputs.getOrDefault(side, "")) {
            case "hit" -> Outcome.REFUSED;
            case "possible", "unreadable" -> Outcome.REVIEW;
            default -> Outcome.ALLOWED;
        };
    }

    private Outcome again(String side, SortedMap<String, String> inputs, Screen before) {
        var match = inputs.get(side + "-match");
        if (match != null) {
            return again(Integer.parseInt(match.substring(match.lastIndexOf(' ') + 1)), before);
        }
        if (inputs.getOrDefault(side, "").equals("clear")) {
            checkKnown(before);
        }
        return said(side, inputs);
    }

    private Outcome again(int score, Screen before) {
        var standing = pack.standing().says();
        // One point below a hit is also what was likelier and not sure, and that is never a hit.
        if (score == before.hitFrom() - 1) {
            return Outcome.REVIEW;
        }
        if (score >= standing.hitFrom()) {
            return Outcome.REFUSED;
        }
        return score >= standing.possibleFrom() ? Outcome.REVIEW : Outcome.ALLOWED;
    }

    private void checkKnown(Screen before) {
        int from = pack.standing().says().possibleFrom();
        if (from < before.possibleFrom()) {
            throw new NotRecorded(("Names from %d to %d of a thousand alike were let through, and how alike each was is"
                            + " not recorded: what possible-from %d would find among them is not known")
                    .formatted(from, before.possibleFrom() - 1, from));
        }
    }

    private static Outcome stricter(Outcome one, Outcome other) {
        return Stream.of(one, other).max(Outcome::compareTo).orElseThrow();
    }
}
