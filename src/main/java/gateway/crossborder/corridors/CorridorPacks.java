package gateway.crossborder.corridors;

import gateway.packs.PackKind;
import gateway.rulebook.History;
import gateway.rulebook.Version;
import java.time.Instant;

/**
 * The bank's corridors as a kind of pack. Caps of correspondents and bounds of rates may change at any time: they
 * concern us alone.
 */
public final class CorridorPacks implements PackKind<CorridorBook> {

    @Override
    public String name() {
        return "corridors";
    }

    @Override
    public CorridorBook read(String text) {
        return CorridorReader.read(text);
    }

    /** What has begun is history, and nothing new begins in the past. */
    @Override
    public void checkSuccession(CorridorBook before, CorridorBook after, Instant now) {
        History.check(before.corridors(), after.corridors(), now);
        after.corridors().stream()
                .filter(it -> before.corridors().stream().noneMatch(it::isVersionOf))
                .forEach(CorridorPacks::checkNew);
    }

    // Not asked of what is in force, which every node has to be able to read.
    private static void checkNew(Version<Corridor> corridor) {
        var says = corridor.says();
        if (says.requires().contains(Requirement.BANK_CODE)
                && ClearingSystem.of(says.country()).isEmpty()) {
            throw corridor.fault("asks for a bank-code in a country whose banks' numbers cannot be told");
        }
    }
}
