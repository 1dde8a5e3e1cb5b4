package gateway.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided without the language is decided as the language would. */
class PlainPartTest {

    private static final List<String> ORDERS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<Long> NUMBERS = List.of(Long.MIN_VALUE, -1L, 0L, 1L, 99L, 100L, 101L, Long.MAX_VALUE);
    private static final List<String> TEXTS = List.of("", "UZ", "uz", "UZB", "\uD83D\uDE00", "\uFFFD");

    private static CelAbstractSyntaxTree compile(String text) throws Exception {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setResultType(SimpleType.BOOL)
                .addVar("number", SimpleType.INT)
                .addVar("text", SimpleType.STRING)
                .addVar("truth", SimpleType.BOOL)
                .build()
                .compile(text)
                .getAst();
    }

    private static Guard language(CelAbstractSyntaxTree whole) throws Exception {
        return Guard.of(CelRuntimeFactory.plannerRuntimeBuilder().build().createProgram(whole));
    }

    @Test
    void randomComparisonsSayTheSame() throws Exception {
        var random = new SplittableRandom(40);
        int plain = 0;
        for (int round = 0; round < 300; round++) {
            var whole = compile(part(random));
            var quick = PlainPart.of(whole.getExpr());
            if (quick.isPresent()) {
                plain++;
                var slow = language(whole);
                for (int n = 0; n < 20; n++) {
                    var features = features(random);
                    assertThat(quick.get().saysNo(features)).isEqualTo(slow.saysNo(features));
                }
            }
        }
        assertThat(plain).isGreaterThan(150);
    }

    private static String part(SplittableRandom random) {
        var order = ORDERS.get(random.nextInt(ORDERS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> "truth";
            case 1 -> "!truth";
            case 2 -> "text %s '%s'".formatted(order, TEXTS.get(random.nextInt(TEXTS.size())));
            default -> "number %s %d".formatted(order, NUMBERS.get(1 + random.nextInt(NUMBERS.size() - 1)));
        };
    }

    // Now and then one is not known: then nothing is decided.
    private static Map<String, Object> features(SplittableRandom random) {
        var features = new HashMap<String, Object>();
        features.put("number", NUMBERS.get(random.nextInt(NUMBERS.size())));
        features.put("text", TEXTS.get(random.nextInt(TEXTS.size())));
        features.put("truth", random.nextBoolean());
        features.keySet().removeIf(_ -> random.nextInt(5) == 0);
        return features;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        number > 5             ; true
        number >= -5           ; true
        truth                  ; true
        !truth                 ; true
        text != 'UZ'           ; true
        text < 'UZ'            ; false
        5 < number             ; false
        number > number        ; false
        number + 1 > 5         ; false
        number in [1, 2]       ; false
        text.startsWith('U')   ; false
        truth ? true : false   ; false
        !(number > 5)          ; false
        truth || number > 5    ; false
        """)
    void onlyWhatIsPlainIsTakenForPlain(String part, boolean plain) throws Exception {
        assertThat(PlainPart.of(compile(part).getExpr()).isPresent()).isEqualTo(plain);
    }
}
