package gateway.reconciliation.files;

import fuzzing.FuzzTarget;
import gateway.reconciliation.SamplePack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whatever bytes arrive as a file: they are one of that form, line by line, or refused with a line. */
public final class DayFileFuzz implements FuzzTarget {

    private static final List<Profile> PROFILES = Stream.of(
                    "payme", "paynet", "click", "uzum", "uzcard", "humo", "visa")
            .map(SamplePack::theirs)
            .toList();

    private static final List<Profile> BANK = List.of(SamplePack.bank());

    private static final int SHORT = 2_000;

    @Override
    public void read(byte[] input) {
        Stream.concat(PROFILES.stream(), BANK.stream()).forEach(profile -> {
            var lines = read(profile, input);
            if (lines != null && profile.form() == Profile.Form.CSV && input.length < SHORT) {
                quoted(profile, input, lines);
            }
        });
    }

    /** Null when it is refused. */
    private static @Nullable List<FileLine> read(Profile profile, byte[] input) {
        var lines = new ArrayList<FileLine>();
        try (var file = DayFile.open(profile, new ByteArrayInputStream(input))) {
            for (var line = file.next(); line != null; line = file.next()) {
                if (line.minor() <= 0 || line.line() < 1) {
                    throw new IllegalStateException("A line that cannot be: " + line);
                }
                lines.add(line);
            }
            return lines;
        } catch (IOException refused) {
            if (!String.valueOf(refused.getMessage()).startsWith("line ")) {
                throw new IllegalStateException("Refused without a line", refused);
            }
            return null;
        }
    }

    /** A table without quotation marks says the same with one before and behind every field. */
    private static void quoted(Profile profile, byte[] input, List<FileLine> lines) {
        var text = new String(input, profile.charset());
        if (text.indexOf('"') >= 0) {
            return;
        }
        var bare = withoutItsEnd(text.startsWith("\uFEFF") ? text.substring(1) : text);
        var separator = String.valueOf(profile.separator());
        var marked = "\"" + bare.replace(separator, "\"" + separator + "\"").replace("\n", "\"\r\n\"") + "\"\r\n";
        if (!lines.equals(read(profile, marked.getBytes(profile.charset())))) {
            throw new IllegalStateException("Quotation marks changed what it says");
        }
    }

    private static String withoutItsEnd(String text) {
        var lines = text.replace("\r\n", "\n");
        return lines.endsWith("\n") || lines.endsWith("\r") ? lines.substring(0, lines.length() - 1) : lines;
    }
}
