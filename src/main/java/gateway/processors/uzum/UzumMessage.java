package gateway.processors.uzum;

import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What is said to Uzum and what it says back. Amounts are tiyin; a payment has our name, and Uzum's. */
sealed interface UzumMessage {

    /** One call. */
    sealed interface Request extends UzumMessage {

        default HttpMethod method() {
            return HttpMethod.POST;
        }

        String path();

        /** Writes the content of the body beside {@code service_id}. */
        void write(JsonGenerator json);
    }

    /**
     * Takes money by the code that the customer's app shows.
     *
     * @param name ours for the transaction, and for the order that it pays
     */
    record Pay(String name, String code, long amount, String cashbox) implements Request {

        @Override
        public String path() {
            return "/api/apelsin-pay/merchant/v2/payment";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeNumberProperty("amount", amount);
            json.writeStringProperty("cashbox_code", cashbox);
            json.writeStringProperty("otp_data", code);
            json.writeStringProperty("order_id", name);
            json.writeStringProperty("transaction_id", name);
        }

        @Override
        public String toString() {
            return "Pay[" + name + ", " + amount + "]";
        }
    }

    /** How a payment stands. */
    record Status(String payment) implements Request {

        @Override
        public String path() {
            return "/api/apelsin-pay/merchant/payment/status";
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("payment_id", payment);
        }
    }

    /**
     * Gives all of a payment back.
     *
     * @param order our name for what was paid
     */
    record Reverse(String order, String payment) implements Request {

        @Override
        public HttpMethod method() {
            return HttpMethod.PUT;
        }

        @Override
        public String path() {
            return "/api/apelsin-pay/merchant/v2/payment/reversal/" + order;
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStringProperty("payment_id", payment);
        }
    }

    /** How a call ended. */
    sealed interface Reply extends UzumMessage {

        /**
         * Done as asked: {@code error_code} 0.
         *
         * @param payment Uzum's name; null when it tells none
         * @param status {@code SUCCESS} and others; null when it tells none
         */
        record Answered(@Nullable String payment, @Nullable String status) implements Reply {}

        /** @param message Uzum's own word for why, such as {@code operation.is.inProcess} */
        record Failed(int code, String message) implements Reply {}

        /** Not a byte left us. */
        record NotSent(String why) implements Reply {}

        /** It left us, and whatever came back cannot be used. */
        record Unusable(String why) implements Reply {}
    }
}
