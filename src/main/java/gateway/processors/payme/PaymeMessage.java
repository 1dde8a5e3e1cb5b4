package gateway.processors.payme;

import gateway.cards.Pan;
import gateway.processors.JsonRpc;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What is said to Payme and what it says back. Amounts are tiyin; a receipt has Payme's id and our order in it. */
sealed interface PaymeMessage {

    /** One call. */
    sealed interface Request extends PaymeMessage, JsonRpc.Call {

        /** Whether the key belongs into its {@code X-Auth}, and not only the cash register's id. */
        default boolean isSigned() {
            return true;
        }
    }

    /** A request that only names a receipt. */
    sealed interface AboutReceipt extends Request {

        String id();

        @Override
        default void write(JsonGenerator json) {
            json.writeStringProperty("id", id());
        }
    }

    /** Asks Payme to keep a card, and for its token. */
    record CreateCard(Pan pan, YearMonth expiry) implements Request {

        private static final DateTimeFormatter MMYY = DateTimeFormatter.ofPattern("MMyy");

        @Override
        public String method() {
            return "cards.create";
        }

        @Override
        public boolean isSigned() {
            return false;
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeObjectPropertyStart("card");
            json.writeStringProperty("number", pan.reveal());
            json.writeStringProperty("expire", MMYY.format(expiry));
            json.writeEndObject();
            json.writeBooleanProperty("save", true);
        }
    }

    /** Asks Payme to send its code to the holder of a card. */
    record SendCode(String token) implements Request {

        @Override
        public String method() {
            return "cards.get_verify_code";
        }

        @Override
        public boolean isSigned() {
            return false;
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("token", token);
        }

        @Override
        public String toString() {
            return "SendCode[]";
        }
    }

    /** Has Payme forget a card: its token pays no more. */
    record RemoveCard(String token) implements Request {

        @Override
        public String method() {
            return "cards.remove";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("token", token);
        }

        @Override
        public String toString() {
            return "RemoveCard[]";
        }
    }

    /** Gives Payme its code back. */
    record VerifyCard(String token, String code) implements Request {

        @Override
        public String method() {
            return "cards.verify";
        }

        @Override
        public boolean isSigned() {
            return false;
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("token", token);
            json.writeStringProperty("code", code);
        }

        @Override
        public String toString() {
            return "VerifyCard[]";
        }
    }

    /**
     * Asks for a receipt that can be paid later; it moves no money.
     *
     * @param field of the cash register's account, which takes the order
     * @param order our name for it
     * @param good what its tax receipt says was sold; null when nobody said so
     */
    record CreateReceipt(
            long amount,
            String field,
            String order,
            String description,
            @Nullable PaymeGood good) implements Request {

        @Override
        public String method() {
            return "receipts.create";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeNumberProperty("amount", amount);
            json.writeObjectPropertyStart("account");
            json.writeStringProperty(field, order);
            json.writeEndObject();
            json.writeStringProperty("description", description);
            if (good != null) {
                good.write(json, description, amount);
            }
            json.writeBooleanProperty("hold", false);
        }
    }

    /** Takes the receipt's amount from a card that Payme keeps. */
    record PayReceipt(String id, String token) implements Request {

        @Override
        public String method() {
            return "receipts.pay";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("id", id);
            json.writeStringProperty("token", token);
        }

        @Override
        public String toString() {
            return "PayReceipt[" + id + "]";
        }
    }

    /** Gives back what was paid for a receipt, or makes sure that nobody pays it any more. */
    record CancelReceipt(String id) implements AboutReceipt {

        @Override
        public String method() {
            return "receipts.cancel";
        }
    }

    /** What became of a receipt. */
    record GetReceipt(String id) implements AboutReceipt {

        @Override
        public String method() {
            return "receipts.get";
        }
    }

    /**
     * A receipt as Payme tells it. The answer to a payment tells neither amount nor order.
     *
     * @param order ours; null when it is not told
     */
    record Receipt(
            String id,
            int state,
            @Nullable Long amount,
            @Nullable String order) {

        static final int CREATED = 0;
        static final int PAID = 4;
        static final int CANCELLED = 50;

        private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

        static boolean isId(@Nullable String text) {
            return text != null && ID.matcher(text).matches();
        }

        /** Empty when a field is missing or of the wrong type. */
        static Optional<Receipt> read(JsonNode result, String field) {
            var node = result.path("receipt");
            var id = node.path("_id").stringValue(null);
            var state = node.path("state");
            var amount = node.path("amount");
            boolean fits = amount.isMissingNode() || (amount.isIntegralNumber() && amount.canConvertToLong());
            return isId(id) && state.isIntegralNumber() && state.canConvertToInt() && fits
                    ? Optional.of(new Receipt(
                            id,
                            state.intValue(),
                            amount.isMissingNode() ? null : amount.longValue(),
                            order(node.path("account"), field)))
                    : Optional.empty();
        }

        private static @Nullable String order(JsonNode account, String field) {
            for (var entry : account) {
                if (field.equals(entry.path("name").stringValue(null))) {
                    return entry.path("value").stringValue(null);
                }
            }
            return null;
        }
    }
}
