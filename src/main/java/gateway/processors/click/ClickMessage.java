package gateway.processors.click;

import gateway.cards.Pan;
import io.netty.handler.codec.http.HttpMethod;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What is said to Click and what it says back. Click counts in so'm; a payment has our name and Click's number. */
sealed interface ClickMessage {

    int TIYIN_DIGITS = 2;

    /** One call. */
    sealed interface Request extends ClickMessage {

        default HttpMethod method() {
            return HttpMethod.POST;
        }

        /** Below the API's address. */
        String path(long service);

        /** Writes the content of the body beside {@code service_id}; only POST has one. */
        default void write(JsonGenerator json) {}
    }

    /** Asks Click to keep a card, and to send its code to the holder. */
    record RequestToken(Pan pan, YearMonth expiry) implements Request {

        private static final DateTimeFormatter MMYY = DateTimeFormatter.ofPattern("MMyy");

        @Override
        public String path(long service) {
            return "/card_token/request";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("card_number", pan.reveal());
            json.writeStringProperty("expire_date", MMYY.format(expiry));
            json.writeNumberProperty("temporary", 0);
        }
    }

    /** Has Click forget a card: its token pays no more. */
    record RemoveToken(String token) implements Request {

        @Override
        public HttpMethod method() {
            return HttpMethod.DELETE;
        }

        @Override
        public String path(long service) {
            return "/card_token/" + service + "/" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "RemoveToken[]";
        }
    }

    /** Gives Click its code back. */
    record VerifyToken(String token, String code) implements Request {

        @Override
        public String path(long service) {
            return "/card_token/verify";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("card_token", token);
            json.writeStringProperty("sms_code", code);
        }

        @Override
        public String toString() {
            return "VerifyToken[]";
        }
    }

    /**
     * Takes money from a card that Click keeps.
     *
     * @param name ours for the payment
     * @param amount tiyin
     */
    record Pay(String name, String token, long amount) implements Request {

        @Override
        public String path(long service) {
            return "/card_token/payment";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("card_token", token);
            json.writeNumberProperty("amount", BigDecimal.valueOf(amount, TIYIN_DIGITS));
            json.writeStringProperty("transaction_parameter", name);
        }

        @Override
        public String toString() {
            return "Pay[" + name + ", " + amount + "]";
        }
    }

    /**
     * Shows a bill to whoever has Click under that phone.
     *
     * @param name ours for the payment that it leads to
     * @param amount tiyin
     */
    record CreateInvoice(String name, String phone, long amount) implements Request {

        @Override
        public String path(long service) {
            return "/invoice/create";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeNumberProperty("amount", BigDecimal.valueOf(amount, TIYIN_DIGITS));
            json.writeStringProperty("phone_number", phone);
            json.writeStringProperty("merchant_trans_id", name);
        }

        @Override
        public String toString() {
            return "CreateInvoice[" + name + ", " + amount + "]";
        }
    }

    /** How a bill stands. */
    record InvoiceStatus(long invoice) implements Request {

        @Override
        public HttpMethod method() {
            return HttpMethod.GET;
        }

        @Override
        public String path(long service) {
            return "/invoice/status/" + service + "/" + invoice;
        }
    }

    /** Click's number for a payment of ours, if it was made on that day. */
    record FindByName(String name, LocalDate day) implements Request {

        @Override
        public HttpMethod method() {
            return HttpMethod.GET;
        }

        @Override
        public String path(long service) {
            return "/payment/status_by_mti/" + service + "/" + name + "/" + day;
        }
    }

    /** How a payment stands. */
    record Status(long payment) implements Request {

        @Override
        public HttpMethod method() {
            return HttpMethod.GET;
        }

        @Override
        public String path(long service) {
            return "/payment/status/" + service + "/" + payment;
        }
    }

    /** Gives all of a payment back. */
    record Reverse(long payment) implements Request {

        @Override
        public HttpMethod method() {
            return HttpMethod.DELETE;
        }

        @Override
        public String path(long service) {
            return "/payment/reversal/" + service + "/" + payment;
        }
    }

    /** How a call ended. */
    sealed interface Reply extends ClickMessage {

        /** Done as asked: {@code error_code} 0. */
        record Answered(JsonNode result) implements Reply {

            @Override
            public String toString() {
                return "Answered";
            }
        }

        /** Click's no: its error code, or HTTP's status where that says no. */
        record Failed(int code) implements Reply {}

        /** Click itself says that it knows nothing of it. */
        record Absent() implements Reply {}

        /** Not a byte left us. */
        record NotSent(String why) implements Reply {}

        /** It left us, and whatever came back cannot be used. */
        record Unusable(String why) implements Reply {}
    }
}
