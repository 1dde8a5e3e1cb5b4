package gateway.crossborder.corridors;

import gateway.packs.PackKind;
import gateway.rulebook.History;
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
    }
}
