package sandbox.remittances;

import java.util.List;
import java.util.function.Consumer;
import sandbox.mobile.MobileApp;
import tools.jackson.databind.JsonNode;

/**
 * What happens to one remittance.
 *
 * @param word in the creditor's name, which tells the bank what to do with it
 * @param turn what somebody does after it is paid, in order
 * @param statuses all that the customer is told, in order; the last is where it ends
 * @param back what the customer gets back in the end
 * @param looked whether people still have to look at it in the end
 */
public record Story(
        String name, Way way, String word, Consumer<Sent> turn, List<String> statuses, Back back, boolean looked) {

    private static final String AMOUNT = "30.00";

    /** What the customer gets back. */
    public enum Back {
        NOTHING,
        /** Something, without the fee. */
        PART,
        /** What was exchanged, without the fee. */
        WORTH,
        /** To the last tiyin, the fee too. */
        ALL
    }

    public Story {
        statuses = List.copyOf(statuses);
    }

    String end() {
        return statuses.getLast();
    }

    String creditor() {
        return ("Muster Empfaenger " + word).strip();
    }

    /** From the quote to where it ends. */
    public Sent play(Sender sender) {
        var sent = begin(sender);
        turn.accept(sent);
        sent.awaitStatus(end());
        return sent;
    }

    /** Quoted and paid, no more. */
    Sent begin(Sender sender) {
        return sender.pay(quote(sender), MobileApp.newKey());
    }

    public JsonNode quote(Sender sender) {
        return sender.quote(way, creditor(), AMOUNT);
    }
}
