package gateway.compliance.lists;

import fuzzing.Promises;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What every importer promises: a whole list, or a refusal that says why. */
final class ListPromises {

    private ListPromises() {}

    static void read(ListSource source, byte[] input) throws IOException {
        try {
            var list = source.read(new ByteArrayInputStream(input));
            Promises.holds(!list.entries().isEmpty(), "a list has entries");
            Promises.holds(list.version().entries() == list.entries().size(), "as many as it says");
            Promises.holds(
                    list.entries().stream().map(ListEntry::id).distinct().count()
                            == list.entries().size(),
                    "each id once");
            Promises.holds(
                    list.entries().stream().noneMatch(entry -> entry.names().isEmpty()), "everybody has a name");
        } catch (ListRefused refused) {
            var why = String.valueOf(refused.getMessage());
            Promises.holds(!why.isBlank() && why.length() < 200, "a refusal says why, and not too much");
            Promises.holds(why.chars().noneMatch(Character::isISOControl), "a refusal is one line");
        }
    }
}
