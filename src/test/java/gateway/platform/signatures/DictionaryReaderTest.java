package gateway.platform.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.signatures.Member.InnerList;
import gateway.platform.signatures.Member.Item;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fields are dictionaries, what is in them, and that everything else is refused whole (RFC 9651). */
class DictionaryReaderTest {

    private static final int LONGEST = 8 * 1024;

    private static Map<String, Member> read(String... lines) {
        return DictionaryReader.read(List.of(lines)).orElseThrow();
    }

    /** The whole field, as we would write it: every value of it, in its order. */
    private static String again(String... lines) {
        return read(lines).entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue().written())
                .collect(Collectors.joining(", "));
    }

    private static Bare only(String value) {
        var members = read("a=" + value);
        assertThat(members).hasSize(1);
        assertThat(members.get("a")).isInstanceOf(Item.class);
        return ((Item) members.get("a")).bare();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "->",
            quoteCharacter = '\u0001',
            value = {
                "a=1 -> a=1",
                "a=0 -> a=0",
                "a=-7 -> a=-7",
                "a=-0 -> a=0",
                "a=999999999999999 -> a=999999999999999",
                "a -> a=?1",
                "a;b -> a=?1;b",
                "a=?0 -> a=?0",
                "a=?1;b=?0;c=?1 -> a=?1;b=?0;c",
                "a=1;  b=2 -> a=1;b=2",
                "a=1,b=2 -> a=1, b=2",
                "a=1 , b=2 -> a=1, b=2",
                "a=\"\" -> a=\"\"",
                "a=\" ~\" -> a=\" ~\"",
                "a=\"\\\"\\\\\" -> a=\"\\\"\\\\\"",
                "a=:: -> a=::",
                "a=:AA==: -> a=:AA==:",
                "a=:AZaz09+/: -> a=:AZaz09+/:",
                "a=() -> a=()",
                "a=(  1   2 ) -> a=(1 2)",
                "a=(1;x \"y\";z=:AA==:);p=tok -> a=(1;x \"y\";z=:AA==:);p=tok",
                "*=1, a_-.*09z=2 -> *=1, a_-.*09z=2",
                "a=AZaz09!#$%&'*+-.^_`|~:/ -> a=AZaz09!#$%&'*+-.^_`|~:/",
                "a=*x -> a=*x",
                "z=z -> z=z",
                "a=Z -> a=Z",
            })
    void whatIsADictionaryIsReadToItsEnd(String text, String expected) {
        assertThat(again(text)).isEqualTo(expected);
    }

    @Test
    void spacesStandBeforeAndAroundAndTabsOnlyAround() {
        assertThat(again("  a=1\t ,\t b=2 \t")).isEqualTo("a=1, b=2");
        assertThat(DictionaryReader.read(List.of("\ta=1"))).isEmpty();
        assertThat(DictionaryReader.read(List.of("a=(1\t2)"))).isEmpty();
        assertThat(DictionaryReader.read(List.of("a=1;\tb"))).isEmpty();
    }

    @Test
    void valuesAreOfTheirKinds() {
        assertThat(only("5")).isEqualTo(new Bare.Whole(5));
        assertThat(only("-5")).isEqualTo(new Bare.Whole(-5));
        assertThat(only("\"a\\\"b\\\\\"")).isEqualTo(new Bare.Text("a\"b\\"));
        assertThat(only("a")).isEqualTo(new Bare.Token("a"));
        assertThat(only("?1")).isEqualTo(new Bare.Flag(true));
        assertThat(only("?0")).isEqualTo(new Bare.Flag(false));
        assertThat(only(":AQI=:"))
                .isInstanceOfSatisfying(
                        Bare.Bytes.class, it -> assertThat(it.value()).containsExactly(1, 2))
                .hasToString("Bytes[2]");
    }

    @Test
    void linesOfOneHeaderAreOneDictionary() {
        assertThat(again("a=1", "b=2")).isEqualTo("a=1, b=2");
        assertThat(DictionaryReader.read(List.of())).isEmpty();
        assertThat(DictionaryReader.read(List.of("a=1", ""))).isEmpty();
        assertThat(DictionaryReader.read(List.of("a=1", "a=1"))).isEmpty();
    }

    @Test
    void whatStandsInBracketsKeepsItsOrder() {
        assertThat(read("a=(3 1 2)").get("a")).isInstanceOfSatisfying(InnerList.class, it -> {
            assertThat(it.items()).extracting(item -> item.bare().written()).containsExactly("3", "1", "2");
            assertThat(it.parameters()).isEmpty();
        });
    }

    @Test
    void nothingLongerThanEightKibibytesIsRead() {
        var longest = "a=\"" + "x".repeat(LONGEST - 4) + "\"";
        assertThat(longest).hasSize(LONGEST);

        assertThat(DictionaryReader.read(List.of(longest))).isPresent();
        assertThat(DictionaryReader.read(List.of(longest + " "))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "a=1,",
                "a=1, ",
                "a=1,,b=2",
                "a=1 b=2",
                "a=1b",
                "a=",
                "=1",
                "A=1",
                "1a=1",
                "-a=1",
                "_a=1",
                "`=1",
                "{=1",
                "aB=1",
                "a=1, a=2",
                "a;b;b",
                "a;B",
                "a;",
                "a;=1",
            })
    void whatIsNoneIsRefusedWhole(String text) {
        assertThat(DictionaryReader.read(List.of(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=-",
                "a=--1",
                "a=1000000000000000",
                "a=1.0",
                "a=-1.",
                "a=+1",
                "a=?",
                "a=?2",
                "a=?/",
                "a=\"",
                "a=\"x",
                "a=\"\\",
                "a=\"\\x\"",
                "a=\"\u001f\"",
                "a=\"\u007f\"",
                "a=\"\u00e9\"",
                "a=:",
                "a=:AA==",
                "a=:AA=:",
                "a=:AA:",
                "a=:AB==:",
                "a=:A A=:",
                "a=:A-_=:",
                "a=:@@@@:",
                "a=:[[[[:",
                "a=(",
                "a=(1",
                "a=(1,2)",
                "a=(1\"x\")",
                "a=((1))",
                "a=)",
                "a=@x",
                "a=[x",
                "a=%x",
                "a=x@",
                "a=x[",
                "a=x{",
                "a=x(",
                "a=\u00e9",
            })
    void aValueOfNoKindIsRefusedWithTheWhole(String text) {
        assertThat(DictionaryReader.read(List.of(text))).isEmpty();
    }
}
