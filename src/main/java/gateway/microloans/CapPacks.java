package gateway.microloans;

import gateway.packs.PackKind;
import gateway.rulebook.History;
import java.time.Instant;

/** The caps of microloans as a kind of pack. */
public final class CapPacks implements PackKind<CapBook> {

    @Override
    public String name() {
        return "microloans";
    }

    @Override
    public CapBook read(String text) {
        return CapReader.read(text);
    }

    @Override
    public void checkSuccession(CapBook before, CapBook after, Instant now) {
        History.check(before.caps(), after.caps(), now);
    }
}
