package sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NumbersTest {

    private static final Numbers GOOD =
            new Numbers(4321.5, OptionalDouble.of(1.2), 0.28, 18, 1.01, 2.5, 12, 9.5, 512, true);

    @Test
    void jsonHasExactlyTheAgreedNames() {
        assertThat(GOOD.json()).isEqualToIgnoringWhitespace("""
                        {"tps":4321.5,"tpcb_ratio":1.2,"cpu_ms_per_payment":0.28,"journal_ratio":18.0,"hot_ratio":1.01,
                         "added_p50_ms":2.5,"added_p99_ms":12.0,"ready_s":9.5,"rss_mb":512,"books_agree":true}""");
    }

    @Test
    void theTableNamesWhatWasMissed() {
        var slow = new Numbers(100, OptionalDouble.empty(), 0.9, 18, 1, 2.5, 12, 9.5, 512, false);

        assertThat(GOOD.table()).doesNotContain("missed");
        assertThat(slow.table().lines().filter(line -> line.endsWith("missed")))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("books agree"));
    }
}
