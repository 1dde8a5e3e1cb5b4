package gateway.platform.signatures;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.platform.signatures.Member.InnerList;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Fields of signatures as anybody may send them: read, or nothing; what was read is written as it is read again. */
public final class SignatureInputFuzz implements FuzzTarget {

    private static final ReadSignature READER = new ReadSignature(Duration.ofMinutes(5), Duration.ofSeconds(30));

    @Override
    public void read(byte[] input) {
        var text = new String(input, StandardCharsets.ISO_8859_1);
        DictionaryReader.read(List.of(text)).ifPresent(members -> members.forEach(SignatureInputFuzz::same));
        var message = new SignedMessage("POST", URI.create("https://bank.uz/a"), _ -> List.of(text), input);
        READER.read(message, Instant.EPOCH);
        ContentDigest.fits(List.of(text), input);
    }

    private static void same(String name, Member member) {
        var written = member.written();
        var again = DictionaryReader.read(List.of(name + "=" + written))
                .orElseThrow()
                .get(name);
        Promises.holds(again != null && again.written().equals(written), "what is written is read as it was");
        if (member instanceof InnerList list) {
            Promises.holds(
                    again instanceof InnerList it
                            && it.items().size() == list.items().size(),
                    "as many items");
        }
    }
}
