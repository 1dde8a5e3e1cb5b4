package gateway.fraud.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.fraud.Attempt;
import gateway.fraud.Verdict;
import gateway.fraud.state.StateAntifraud.Answer;
import gateway.fraud.state.StateAntifraud.Report;
import gateway.platform.resilience.StreamedTrips.Told;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How checks and reports look on the wire: JSON of ours, until there is a public protocol. No card number is in it. */
final class CheckMessage {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private static final Map<String, Verdict> DECISIONS = Map.of(
            "ALLOW", Verdict.ALLOW,
            "CONFIRM", Verdict.STEP_UP,
            "HOLD", Verdict.REVIEW,
            "DENY", Verdict.REFUSE);

    private CheckMessage() {}

    /** A question about one attempt. */
    record Check(String requestId, Instant sentAt, String participant, Operation operation, Payer payer, Payee payee) {}

    /** @param amount minor units */
    record Operation(String type, String channel, long amount, String currency) {}

    /** @param card our id of it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Payer(
            String customer,
            Instant registeredAt,
            @Nullable String card,
            @Nullable String rail,
            String deviceId,
            boolean newDevice,
            boolean activeCall,
            boolean remoteAccessApp,
            boolean isRooted,
            boolean vpn,
            boolean tor) {}

    /** @param firstTime whether this payer pays them for the first time */
    record Payee(String id, String kind, boolean firstTime) {}

    /** A payment that was fraud. */
    record Incident(
            String incidentId, String participant, String requestId, String kind, String note, Instant reportedAt) {}

    static byte[] write(Attempt it, String participant) {
        return JSON.writeValueAsBytes(new Check(
                it.payment().toString(),
                it.at(),
                participant,
                new Operation(
                        it.operation().code(),
                        it.channel().code(),
                        it.amount().minor(),
                        it.amount().asset().code()),
                payer(it),
                new Payee(
                        it.payee().id().toString(),
                        it.payee().kind().code(),
                        it.payee().first())));
    }

    private static Payer payer(Attempt it) {
        var card = it.card();
        var device = it.device();
        CustomerId customer = it.payer().customer();
        return new Payer(
                customer.toString(),
                it.payer().since(),
                card == null ? null : card.id().toString(),
                card == null ? null : card.rail(),
                device.id().toString(),
                device.fresh(),
                device.callInProgress(),
                device.remoteControl(),
                device.rooted(),
                device.vpn(),
                device.tor());
    }

    static byte[] write(Report it, String participant) {
        return JSON.writeValueAsBytes(
                new Incident(it.id().toString(), participant, it.payment(), it.kind(), it.note(), it.reportedAt()));
    }

    /** @param requestId of the question: an answer to another one is none */
    static Answer read(byte[] body, String requestId) {
        var heard = heard(body);
        return heard.id().equals(requestId) ? heard.answer() : new Answer.Silent("not an answer");
    }

    /** An answer to whatever it says that it answers, which is empty where it cannot be told. */
    static Told<Answer> heard(byte[] body) {
        return tree(body).map(CheckMessage::heard).orElseGet(() -> new Told<>("", new Answer.Silent("not an answer")));
    }

    private static Told<Answer> heard(JsonNode answer) {
        var verdict = DECISIONS.get(text(answer, "decision"));
        var reference = text(answer, "caseId");
        return new Told<>(
                text(answer, "requestId"),
                verdict == null || reference.isEmpty()
                        ? new Answer.Silent("not an answer")
                        : new Answer.Said(verdict, text(answer, "reason"), reference));
    }

    /** Their reference; empty when it is no acknowledgement of this incident. */
    static Optional<String> readAcknowledgement(byte[] body, String incidentId) {
        return tree(body)
                .filter(it -> incidentId.equals(text(it, "incidentId")))
                .map(it -> text(it, "caseId"))
                .filter(it -> !it.isEmpty());
    }

    private static Optional<JsonNode> tree(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    // What is no word of theirs is not repeated to anybody.
    private static String text(JsonNode answer, String field) {
        var text = answer.path(field).asString("");
        return WORD.matcher(text).matches() ? text : "";
    }
}
