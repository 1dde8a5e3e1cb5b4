package sandbox.humo;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON middleware: what is known of a card. */
final class HumoMiddleware {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HumoMiddleware() {}

    static String answer(byte[] body) {
        var answer = JSON.createObjectNode();
        try {
            var question = JSON.readTree(body);
            answer.set("id", question.path("id"));
            var pan = question.path("params").path("primaryAccountNumber").asString("");
            if (!HumoCards.exists(pan) || HumoCards.status(pan).equals("118")) {
                answer.putObject("error").put("code", 118).put("message", "No card record");
            } else {
                result(answer.putObject("result"), pan);
            }
        } catch (JacksonException e) {
            answer.putObject("error").put("code", 10_001).put("message", "Not JSON");
        }
        return JSON.writeValueAsString(answer);
    }

    private static void result(ObjectNode result, String pan) {
        result.put("listSize", 1);
        var card = result.putObject("card")
                .put("institutionId", "9860")
                .put("primaryAccountNumber", pan)
                .put("effectiveDate", "2024-05-01")
                .put("prefixNumber", "9860")
                .put("expiry", HumoCards.EXPIRY)
                .put("cardSequenceNumber", 1)
                .put("cardholderId", "00000001")
                .put("nameOnCard", "TEST USER")
                .put("bankC", pan.substring(4, 6))
                .put("pinTryCount", 0);
        var code = HumoCards.status(pan);
        card.putObject("statuses")
                .putArray("item")
                .addObject()
                .put("type", "card")
                .put("actionCode", code)
                .put("actionDescription", code.equals("000") ? "Approved" : "Decline")
                .put("effectiveDate", "2024-05-01T00:00:00");
        result.putObject("balance")
                .put("currency", "860")
                .put("initialAmount", 1_250_000_000L)
                .put("lockedAmount", 0)
                .put("availableAmount", 1_250_000_000L);
        result.putObject("mb")
                .put("state", HumoCards.getsMessages(pan) ? "on" : "off")
                .put("phone", HumoCards.getsMessages(pan) ? HumoCards.phone(pan) : "")
                .put("message", "ok");
    }
}
