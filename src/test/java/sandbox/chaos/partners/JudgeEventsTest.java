package sandbox.chaos.partners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sandbox.books.BookEntry;
import sandbox.chaos.partners.JudgeEvents.Announced;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a partner misses, hears wrongly or cannot trust is seen. */
class JudgeEventsTest {

    private static final List<Announced> ANNOUNCED = List.of(
            new Announced("evt_a", "p", 1, "payment.debiting"), new Announced("evt_b", "p", 2, "payment.completed"));
    private static final List<BookEntry> SENT = List.of(sent("evt_b", 2, 2), sent("evt_a", 1, 1), sent("evt_b", 2, 2));
    private static final List<JsonNode> ASKED = List.of(asked("evt_a", 1), asked("evt_b", 2));

    @Test
    void repeatsAndOvertakingAreNoMatter() {
        assertThat(judge(SENT, ASKED, Map.of(), 401).verdict().isClean()).isTrue();
    }

    @Test
    void whatIsMissingOrMadeUpIsSeen() {
        assertSeen(judge(SENT.subList(1, 2), ASKED, Map.of(), 401), "evt_b was not told");
        assertSeen(judge(SENT, ASKED.subList(0, 1), Map.of(), 401), "evt_b was not told");
        var more = Stream.concat(SENT.stream(), Stream.of(sent("evt_c", 3, 3))).toList();
        assertSeen(judge(more, ASKED, Map.of(), 401), "evt_c was made up");
    }

    @Test
    void aGapIsSeen() {
        var sent = List.of(sent("evt_a", 1, 1), sent("evt_b", 3, 2));

        assertSeen(judge(sent, ASKED, Map.of(), 401), "sent: 3 instead of 2");
        assertSeen(
                judge(SENT, List.of(asked("evt_a", 1), asked("evt_b", 3)), Map.of(), 401), "asked for: 3 instead of 2");
    }

    @Test
    void aVersionThatGoesBackwardsIsSeen() {
        assertSeen(judge(List.of(sent("evt_a", 2, 1), sent("evt_b", 1, 2)), ASKED, Map.of(), 401), "version=1");
    }

    @Test
    void aWrongSignatureIsSeenAndSoIsAPartnerWhoTakesAnything() {
        assertSeen(judge(SENT, ASKED, Map.of("signature", 1L), 401), "signature=1");
        assertSeen(judge(SENT, ASKED, Map.of(), 200), "answered 200");
    }

    private static void assertSeen(JudgeEvents judge, String what) {
        assertThat(judge.verdict().isClean()).isFalse();
        assertThat(judge.verdict().text()).contains("FAIL").contains(what);
    }

    private static JudgeEvents judge(
            List<BookEntry> sent, List<JsonNode> asked, Map<String, Long> oddities, int forged) {
        return new JudgeEvents(ANNOUNCED, sent, asked, oddities, forged, oddities.getOrDefault("signature", 0L) + 1);
    }

    private static BookEntry sent(String id, long number, int version) {
        return new BookEntry(
                id, "EVENT", number, "", "", "", Map.of("object", "pay_p", "version", String.valueOf(version)));
    }

    private static JsonNode asked(String id, long number) {
        return JsonMapper.shared().createObjectNode().put("id", id).put("number", number);
    }
}
