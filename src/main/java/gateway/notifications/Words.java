package gateway.notifications;

/** What a message says. Not shown in logs: it is between the bank and the customer. */
public record Words(String title, String text) {

    @Override
    public String toString() {
        return "Words";
    }
}
