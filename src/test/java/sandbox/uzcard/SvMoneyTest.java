package sandbox.uzcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import sandbox.faults.FaultPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SvMoneyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOKEN =
            TestCard.of("8600490000000000", "3112").orElseThrow().token();

    @TempDir
    private Path folder;

    @Test
    void whoeverHearsAnAnswerMayAskAgainAtOnce() {
        var ledger = new SvLedger(folder.resolve("uzcard.jsonl"));
        var money = new SvMoney(ledger, new FaultPlan());
        var pay = read("{'tran':{'cardId':'%s','amount':1000,'ext':'e1'}}".formatted(TOKEN));

        var reversedAgain = money.pay(pay)
                .map(paid -> read(
                        "{'tranId':'%s'}".formatted(paid.result().path("id").asString())))
                .flatMap(it -> money.reverse(it).flatMap(reversed -> money.reverse(it)));

        assertThat(now(reversedAgain).error()).isEqualTo(-389);
        ledger.books().close();
    }

    private static SvAnswer now(Mono<SvAnswer> answer) {
        return answer.blockOptional(Duration.ofSeconds(5)).orElseThrow();
    }

    private static JsonNode read(String json) {
        return JSON.readTree(json.replace('\'', '"'));
    }
}
