package gateway.customers;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.ids.TimeOrderedIds;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

    @ParameterizedTest
    @ValueSource(strings = {"998901234567", "+998901234567", "+998 (90) 123-45-67", " 998 90 123 45 67 "})
    void isTheSameHoweverItIsWritten(String text) {
        assertThat(Phone.parse(text)).contains(new Phone("998901234567"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "998",
                "99890123456",
                "9989012345678",
                "0998901234567",
                "abc",
                "99890123456a",
                "998901234567\u0000",
                "٩٩٨٩٠١٢٣٤٥٦٧",
                "1234567890123456789012345678901234567890"
            })
    void refusesWhatIsNoPhone(String text) {
        assertThat(Phone.parse(text)).isEmpty();
    }

    @Test
    void neighboursSpreadOverAllShards() {
        var shards = IntStream.range(0, 1_000)
                .mapToObj(i -> new Phone("998901" + (100_000 + i)).shard())
                .collect(Collectors.groupingBy(shard -> shard, Collectors.counting()));

        assertThat(shards).hasSize(TimeOrderedIds.SHARDS);
        assertThat(shards.values()).allMatch(count -> count > 20 && count < 150);
    }

    @Test
    void isNotPrintedWhole() {
        assertThat(new Phone("998901234567").toString()).isEqualTo("***67");
    }
}
