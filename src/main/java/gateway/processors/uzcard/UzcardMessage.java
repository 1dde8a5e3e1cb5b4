package gateway.processors.uzcard;

import gateway.cards.Pan;
import gateway.processors.JsonRpc;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What is said to SVGate and what it says back. Amounts are tiyin; {@code ext} is our name for a message. */
sealed interface UzcardMessage {

    /** One call. Those about holds are in {@link UzcardHoldMessage}. */
    non-sealed interface Request extends UzcardMessage, JsonRpc.Call {}

    /** Our EPOS. */
    record Terminal(String merchantId, String terminalId) {

        void write(JsonGenerator json) {
            json.writeStringProperty("merchantId", merchantId);
            json.writeStringProperty("terminalId", terminalId);
        }
    }

    /** Takes money from a registered card. */
    record Pay(String ext, String cardToken, long amount, String payee, String category, Terminal terminal)
            implements Request {

        @Override
        public String method() {
            return "trans.pay.purpose";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeObjectPropertyStart("tran");
            json.writeStringProperty("purpose", "payment");
            json.writeStringProperty("receiverId", payee);
            json.writeStringProperty("cardId", cardToken);
            json.writeNumberProperty("amount", amount);
            json.writeNumberProperty("commission", 0);
            json.writeStringProperty("currency", "860");
            json.writeStringProperty("ext", ext);
            terminal.write(json);
            json.writeObjectPropertyStart("merchantInfo");
            json.writeStringProperty("mcc", category);
            json.writeStringProperty("legalName", payee);
            json.writeEndObject();
            json.writeEndObject();
        }

        @Override
        public String toString() {
            return "Pay[" + ext + ", " + amount + "]";
        }
    }

    /**
     * Gives money to a card.
     *
     * @param recipient a card token, or the card's number when nobody registered it (an assumption: no public source
     *     shows the form)
     */
    record Credit(String ext, String recipient, long amount, String senderName, Terminal terminal) implements Request {

        @Override
        public String method() {
            return "p2p.universal.credit";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeObjectPropertyStart("credit");
            json.writeNumberProperty("amount", amount);
            json.writeStringProperty("ext", ext);
            terminal.write(json);
            json.writeStringProperty("recipient", recipient);
            json.writeObjectPropertyStart("sender");
            json.writeStringProperty("id", ext);
            json.writeStringProperty("legalName", senderName);
            json.writeStringProperty("system", senderName);
            json.writeStringProperty("refNum", ext);
            json.writeEndObject();
            json.writeEndObject();
        }

        @Override
        public String toString() {
            return "Credit[" + ext + ", " + amount + "]";
        }
    }

    /** What became of a message of ours. */
    record FindByExt(String ext) implements Request {

        @Override
        public String method() {
            return "trans.ext";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("extId", ext);
        }
    }

    /** Undoes a transaction in full. */
    record Reverse(String tranId) implements Request {

        @Override
        public String method() {
            return "trans.reverse";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("tranId", tranId);
        }
    }

    /** Gives a part of a transaction back, under a name of its own. */
    record ReversePart(String tranId, long amount, String ext) implements Request {

        @Override
        public String method() {
            return "trans.reverse.partial";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeObjectPropertyStart("tran");
            json.writeStringProperty("tranId", tranId);
            json.writeNumberProperty("reverseAmount", amount);
            json.writeStringProperty("ext", ext);
            json.writeEndObject();
        }
    }

    /** Asks SVGate to send its code to the holder of a card. */
    record NewCard(Pan pan, YearMonth expiry) implements Request {

        private static final DateTimeFormatter YYMM = DateTimeFormatter.ofPattern("yyMM");

        @Override
        public String method() {
            return "cards.new.otp";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeObjectPropertyStart("card");
            json.writeStringProperty("pan", pan.reveal());
            json.writeStringProperty("expiry", YYMM.format(expiry));
            json.writeEndObject();
        }
    }

    /** Gives SVGate its code back. */
    record VerifyCard(long otpId, String code) implements Request {

        @Override
        public String method() {
            return "cards.new.verify";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeObjectPropertyStart("otp");
            json.writeNumberProperty("id", otpId);
            json.writeStringProperty("code", code);
            json.writeEndObject();
        }

        @Override
        public String toString() {
            return "VerifyCard[" + otpId + "]";
        }
    }

    /**
     * A transaction as SVGate tells it.
     *
     * @param ext null in the answer to a reversal
     */
    record Transaction(
            String id,
            @Nullable String ext,
            long amount,
            int resp,
            String respSv,
            String status,
            String refNum,
            @Nullable String approvalCode) {

        private static final String NO_REFERENCE = "000000000000";

        /** Empty when a field is missing or of the wrong type. */
        static Optional<Transaction> read(JsonNode node) {
            if (!node.path("amount").canConvertToLong() || !node.path("resp").canConvertToInt()) {
                return Optional.empty();
            }
            var id = text(node, "id");
            var status = text(node, "status");
            var refNum = text(node, "refNum");
            if (id == null || id.isEmpty() || status == null || refNum == null) {
                return Optional.empty();
            }
            var respSv = text(node, "respSV");
            return Optional.of(new Transaction(
                    id,
                    text(node, "ext"),
                    node.path("amount").longValue(),
                    node.path("resp").intValue(),
                    respSv == null ? "" : respSv,
                    status,
                    refNum,
                    text(node, "field38")));
        }

        boolean done() {
            return "OK".equals(status) && accepted();
        }

        boolean undone() {
            return "ROK".equals(status) && accepted();
        }

        /** Twelve zeros mark a transaction that failed. */
        boolean failed() {
            return NO_REFERENCE.equals(refNum) && resp != 0 && !"OK".equals(status) && !"ROK".equals(status);
        }

        private boolean accepted() {
            return resp == 0 && "00".equals(respSv) && !NO_REFERENCE.equals(refNum);
        }

        private static @Nullable String text(JsonNode node, String name) {
            var value = node.path(name);
            return value.isString() ? value.stringValue() : null;
        }
    }
}
