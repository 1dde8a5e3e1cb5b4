package sandbox.remittances;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A remittance as its customer follows it. */
public record Sent(Sender sender, String id) {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    JsonNode shown() {
        return sender.get("/v1/remittances/" + id);
    }

    String status() {
        return shown().path("status").asString();
    }

    boolean isUnpaid() {
        return status().equals("awaiting_payment");
    }

    String uetr() {
        return shown().path("reference").asString();
    }

    public void awaitStatus(String status) {
        Patience.until(PATIENCE, status + " of " + id, () -> status().equals(status));
    }

    /** Until it is said to take longer than promised, or to be looked at. */
    public void awaitDelay() {
        Patience.until(PATIENCE, "delay of " + id, () -> shown().path("delayed").asBoolean());
    }

    public void recall() {
        sender.post("/v1/remittances/" + id + "/recall");
    }

    public void awaitRecall(String answer) {
        Patience.until(
                PATIENCE,
                "recall " + answer + " of " + id,
                () -> shown().path("recall").asString("").equals(answer));
    }

    /** As when somebody rings the bank up and it looks for the money. */
    void bankSays(String status) {
        sender.stage().act("status", Map.of("uetr", uetr(), "status", status));
    }
}
