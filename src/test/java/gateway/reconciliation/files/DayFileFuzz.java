package gateway.reconciliation.files;

import fuzzing.FuzzTarget;
import gateway.reconciliation.SamplePack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Whatever bytes arrive as a file: they are one of that form, line by line, or refused with a line. */
public final class DayFileFuzz implements FuzzTarget {

    private static final List<Profile> PROFILES = Stream.of(
                    "payme", "paynet", "click", "uzum", "uzcard", "humo", "visa")
            .map(SamplePack::theirs)
            .toList();

    private static final List<Profile> BANK = List.of(SamplePack.bank());

    @Override
    public void read(byte[] input) {
        Stream.concat(PROFILES.stream(), BANK.stream()).forEach(profile -> read(profile, input));
    }

    private static void read(Profile profile, byte[] input) {
        try (var file = DayFile.open(profile, new ByteArrayInputStream(input))) {
            for (var line = file.next(); line != null; line = file.next()) {
                if (line.minor() <= 0 || line.line() < 1) {
                    throw new IllegalStateException("A line that cannot be: " + line);
                }
            }
        } catch (IOException refused) {
            if (!String.valueOf(refused.getMessage()).startsWith("line ")) {
                throw new IllegalStateException("Refused without a line", refused);
            }
        }
    }
}
