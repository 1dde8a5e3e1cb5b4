package gateway.compliance;

import gateway.compliance.Verdict.Match;
import gateway.compliance.matching.ListIndex;
import gateway.compliance.matching.Screen;
import gateway.rulebook.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Screens a party against one state of the lists, without the matches that somebody has cleared. */
final class OpenMatches {

    private final Supplier<Version<Screen>> thresholds;
    private final ComparedParties compared;
    private final Fingerprints fingerprints;
    private final KnownDecisions decisions;

    OpenMatches(Supplier<Version<Screen>> thresholds, Fingerprints fingerprints, KnownDecisions decisions) {
        this.thresholds = thresholds;
        this.compared = new ComparedParties();
        this.fingerprints = fingerprints;
        this.decisions = decisions;
    }

    /** The rule that is in force; it stays the same for both sides of a payment. */
    Version<Screen> rule() {
        return thresholds.get();
    }

    /** Empty where the party has no name that can be compared. */
    Optional<Verdict> of(Party party, ListIndex index, Screen screen, Instant now) {
        return party.name().length() > ScreenInMemory.LONGEST_NAME
                ? Optional.empty()
                : compared.of(party, index, screen).map(all -> withoutCleared(screen, all, party, index, now));
    }

    private Verdict withoutCleared(Screen screen, Verdict all, Party party, ListIndex index, Instant now) {
        var matches = switch (all) {
            case Verdict.Clear _ -> List.<Match>of();
            case Verdict.Possible it -> it.matches();
            case Verdict.Hit it -> it.matches();
        };
        if (matches.isEmpty() || !decisions.hasCleared()) {
            return all;
        }
        var mine = fingerprints.of(party);
        var left = matches.stream()
                .filter(match -> !isCleared(mine, match, index, now))
                .toList();
        if (left.isEmpty()) {
            return new Verdict.Clear(all.lists());
        }
        return left.getFirst().score() >= screen.hitFrom()
                ? new Verdict.Hit(left, all.lists())
                : new Verdict.Possible(left, all.lists());
    }

    private boolean isCleared(byte[] mine, Match match, ListIndex index, Instant now) {
        var listed = index.find(match.list(), match.entry());
        return listed != null && decisions.cleared(mine, listed.entry().fingerprint(), now);
    }
}
