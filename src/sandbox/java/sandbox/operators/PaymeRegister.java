package sandbox.operators;

import static sandbox.operators.KitFailure.unless;
import static sandbox.operators.KitFailure.unlessSame;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Payme's own record of what people paid there, and the statement that it makes of it. */
public final class PaymeRegister {

    private final PaymeDesk desk;
    private final String phone;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /** @param state 2 performed, -2 given back */
    public record Kept(String id, long time, long amount, String transaction, int state) {

        public Kept in(int next) {
            return new Kept(id, time, amount, transaction, next);
        }
    }

    public PaymeRegister(KitWorld world) {
        this.desk = new PaymeDesk(world);
        this.phone = world.phone();
    }

    /** Somebody pays into their wallet; emits Payme's id. */
    public String pay(long minor) {
        var id = PaymeDesk.newId();
        long time = System.currentTimeMillis();
        var created = result(desk.call("CreateTransaction", """
                {"id":"%s","time":%d,"amount":%d,"account":{"phone":"%s"}}
                """.formatted(id, time, minor, phone)));
        unlessSame(
                2,
                result(desk.call("PerformTransaction", "{\"id\":\"%s\"}".formatted(id)))
                        .path("state")
                        .asInt(),
                "state");
        kept.put(id, new Kept(id, time, minor, created.path("transaction").asString(), 2));
        return id;
    }

    /** The money goes back. */
    public void giveBack(String id) {
        var cancelled = result(desk.call("CancelTransaction", "{\"id\":\"%s\",\"reason\":5}".formatted(id)));
        unlessSame(-2, cancelled.path("state").asInt(), "state");
        kept.computeIfPresent(id, (_, it) -> it.in(-2));
    }

    /** All that it has, oldest first. */
    public List<Kept> kept() {
        return List.copyOf(kept.values());
    }

    /** As GetStatement has it. */
    public static String statement(Collection<Kept> lines) {
        return lines.stream()
                .map(PaymeRegister::line)
                .collect(Collectors.joining(
                        ",\n", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"transactions\":[\n", "\n]}}\n"));
    }

    private static String line(Kept it) {
        return "{\"id\":\"%s\",\"time\":%d,\"amount\":%d,".formatted(it.id(), it.time(), it.amount())
                + "\"account\":{},\"transaction\":\"%s\",".formatted(it.transaction())
                + "\"state\":%d,\"receivers\":null}".formatted(it.state());
    }

    private static JsonNode result(JsonNode answer) {
        unless(answer.has("result"), "a result: " + answer);
        return answer.path("result");
    }
}
