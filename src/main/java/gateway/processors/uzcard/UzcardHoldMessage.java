package gateway.processors.uzcard;

import gateway.processors.uzcard.UzcardMessage.Request;
import gateway.processors.uzcard.UzcardMessage.Terminal;
import tools.jackson.core.JsonGenerator;

/** What is said to SVGate about amounts set aside. A hold has SVGate's name, a number, and none of ours. */
sealed interface UzcardHoldMessage extends Request {

    /** Writes the content of {@code hold}. */
    void writeHold(JsonGenerator json);

    @Override
    default void write(JsonGenerator json) {
        json.writeObjectPropertyStart("hold");
        writeHold(json);
        json.writeEndObject();
    }

    /** Sets an amount aside on a registered card. */
    record Create(String cardToken, long amount, long minutes, Terminal terminal) implements UzcardHoldMessage {

        @Override
        public String method() {
            return "hold.create";
        }

        @Override
        public void writeHold(JsonGenerator json) {
            json.writeStringProperty("cardId", cardToken);
            terminal.write(json);
            json.writeNumberProperty("amount", amount);
            json.writeNumberProperty("time", minutes);
        }

        @Override
        public String toString() {
            return "Create[" + amount + ", " + minutes + " min]";
        }
    }

    /** Frees it. */
    record Dismiss(long holdId, long amount, Terminal terminal) implements UzcardHoldMessage {

        @Override
        public String method() {
            return "hold.dismiss";
        }

        @Override
        public void writeHold(JsonGenerator json) {
            json.writeNumberProperty("holdId", holdId);
            terminal.write(json);
            json.writeNumberProperty("amount", amount);
        }
    }

    /**
     * Takes it, or a part of it.
     *
     * @param port of our EPOS
     * @param stan six digits
     * @param date12 {@code yyMMddHHmmss} in Tashkent
     */
    record Charge(long holdId, String ext, long amount, int port, String stan, String date12, Terminal terminal)
            implements UzcardHoldMessage {

        @Override
        public String method() {
            return "hold.dismiss.charge";
        }

        @Override
        public void writeHold(JsonGenerator json) {
            json.writeNumberProperty("holdId", holdId);
            json.writeStringProperty("ext", ext);
            terminal.write(json);
            json.writeNumberProperty("port", port);
            json.writeNumberProperty("amount", amount);
            json.writeStringProperty("stan", stan);
            json.writeStringProperty("date12", date12);
        }
    }
}
