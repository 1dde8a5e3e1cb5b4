package gateway.compliance.names;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.compliance.PartyKind;

/** Names as anybody may write them: the same after being normalised again, and like themselves. */
public final class NameFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var text = Promises.text(input);
        var spelled = Spelling.of(text);
        Promises.same(spelled, Spelling.of(spelled));
        for (var kind : PartyKind.values()) {
            Name.read(kind, text).ifPresent(NameFuzz::check);
        }
    }

    private static void check(Name name) {
        Promises.holds(!name.tokens().isEmpty(), "a name has words");
        name.tokens().forEach(token -> {
            Promises.holds(!token.sound().isEmpty(), "a word has a sound");
            Promises.holds(token.likeness(token) == 1_000, "a word is like itself");
            Promises.holds(!SoundKey.of(token.sound()).contains(""), "a word has a key");
        });
    }
}
