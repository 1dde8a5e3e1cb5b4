package sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever lets customers pay must look afterwards what became of it: a campaign that does not, promises nothing. */
class CampaignsTest {

    private static final Path CAMPAIGNS = Path.of("src/sandbox/java/sandbox/chaos");
    private static final List<String> HEARD = List.of(".told()", ".unexpected()", ".gaveUp()");

    /** It forgets sessions instead. */
    private static final String FORGETFUL = "RevocationStorm.java";

    @Test
    void everyCampaignWhoseCustomersPayComparesTheBooks() {
        var paying = campaigns(it -> it.contains("new Load(") || it.contains("Crowd.gather("));

        assertThat(paying)
                .isNotEmpty()
                .allSatisfy((_, source) -> assertThat(source).contains("Reckoning.of("));
    }

    @Test
    void everyCampaignWithCallersAsksThemWhatTheyHeard() {
        var calling = campaigns(it -> it.contains("new Callers("));

        assertThat(calling)
                .isNotEmpty()
                .allSatisfy((_, source) -> assertThat(source).contains(HEARD));
    }

    @Test
    void everyCampaignLetsItsBooksBeFalsified() {
        var reckoning = campaigns(it -> it.contains("Reckoning.of("));

        reckoning.remove(FORGETFUL);
        assertThat(reckoning)
                .isNotEmpty()
                .allSatisfy((_, source) ->
                        assertThat(source).containsPattern("Reckoning\\.of\\([^;]*setting\\.sabotage\\(\\)\\)"));
    }

    private static Map<String, String> campaigns(Predicate<String> wanted) {
        try (Stream<Path> files = Files.walk(CAMPAIGNS)) {
            var found = new TreeMap<String, String>();
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                var source = read(file);
                if (source.contains("implements Campaign") && wanted.test(source)) {
                    found.put(file.getFileName().toString(), source);
                }
            });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
