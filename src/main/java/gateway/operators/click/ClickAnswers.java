package gateway.operators.click;

import gateway.operators.wire.JsonText;
import gateway.operators.wire.Reply;
import tools.jackson.databind.node.ObjectNode;

/** Says things as Click expects them. */
final class ClickAnswers {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json;charset=UTF-8";

    private ClickAnswers() {}

    /** Of a form that is not complete, or not Click's: nothing of it is repeated. */
    static Reply bare(ClickResponseCodes code) {
        return reply(Reply.NO_METHOD, JsonText.object(), code);
    }

    /** No answer: whoever has debited the payer may hear no other refusal than that it is paid, or called off. */
    static Reply none() {
        var refusal = bare(ClickResponseCodes.FAILED);
        return new Reply(UNAVAILABLE, JSON, refusal.body(), refusal.method(), refusal.code());
    }

    static Reply of(ClickMessage message, ClickResponseCodes code) {
        return reply(method(message), about(message), code);
    }

    /** @param number ours, for what was prepared and for what was completed alike */
    static Reply done(ClickMessage message, long number) {
        var name = message.prepares() ? "merchant_prepare_id" : "merchant_confirm_id";
        return reply(method(message), about(message).put(name, number), ClickResponseCodes.SUCCESS);
    }

    private static ObjectNode about(ClickMessage message) {
        return JsonText.object()
                .put("click_trans_id", message.transactionId())
                .put("merchant_trans_id", message.account());
    }

    private static String method(ClickMessage message) {
        return message.prepares() ? "Prepare" : "Complete";
    }

    private static Reply reply(String method, ObjectNode body, ClickResponseCodes code) {
        body.put("error", code.code()).put("error_note", code.note());
        return new Reply(OK, JSON, JsonText.write(body), method, String.valueOf(code.code()));
    }
}
