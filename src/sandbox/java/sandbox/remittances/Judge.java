package sandbox.remittances;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import sandbox.books.BookEntry;
import tools.jackson.databind.JsonNode;

/**
 * Holds three books against each other for one remittance: our ledger, the correspondent's, and the rail's that took
 * the customer's money. None of it asks the gateway's own code.
 */
public final class Judge {

    private static final Duration AGREES_WITHIN = Duration.ofSeconds(30);
    private static final int SCALE = 2;

    private final Stage stage;
    private final Ours ours;

    public Judge(Stage stage) {
        this.stage = stage;
        this.ours = new Ours(stage.database());
    }

    /** Once all is quiet; what is still on its way is waited for. */
    public Told of(Story story, Sent sent) {
        var last = new Told[] {look(story, sent)};
        Patience.comes(AGREES_WITHIN, () -> {
            last[0] = look(story, sent);
            return last[0].agrees();
        });
        return last[0];
    }

    /** What a remittance came to: in the currency at the bank, in so'm at the rail. */
    private record Sums(long ledger, long position, long theirs, long spent, long back, long kept) {}

    private Told look(Story story, Sent sent) {
        var shown = sent.shown();
        var id = sent.id().substring(sent.id().indexOf('_') + 1);
        var messages = ours.messages(sent.uetr());
        var bank = messages.isEmpty() ? story.way().bank() : messages.getFirst().bank();
        var sums = sums(story, sent, shown, ours.moved(id), bank);
        var statuses = ours.statuses(id);
        var faults = new ArrayList<String>();
        need(faults, statuses.equals(story.statuses()), "told " + statuses + " and not " + story.statuses());
        need(faults, shown.path("status").asString().equals(story.end()), "shown as " + shown.path("status"));
        need(faults, bank.equals(story.way().bank()), "went to " + bank);
        need(faults, shown.path("delayed").asBoolean() == story.looked(), "people look: " + shown.path("delayed"));
        faults.addAll(looked(story, sent, shown, messages));
        faults.addAll(agreeing(story, shown, sums));
        return new Told(
                story,
                bank,
                statuses,
                messages.isEmpty() ? "none" : messages.getFirst().id(),
                decimal(sums.back()),
                "%s = %s = %s".formatted(decimal(sums.ledger()), decimal(-sums.position()), decimal(sums.theirs())),
                faults);
    }

    /** The message itself: one, about this sum and this creditor, and the one that the bank booked. */
    private List<String> looked(Story story, Sent sent, JsonNode shown, List<Ours.Message> messages) {
        if (messages.size() != 1) {
            return List.of(messages.size() + " messages");
        }
        var message = messages.getFirst();
        var receive = shown.path("sums").path("receive");
        var faults = new ArrayList<String>();
        Stream.of(
                        "<UETR>" + sent.uetr() + "</UETR>",
                        "<IntrBkSttlmAmt Ccy=\"%s\">%s</IntrBkSttlmAmt>"
                                .formatted(
                                        receive.path("currency").asString(),
                                        receive.path("value").asString()),
                        "<Nm>" + story.creditor() + "</Nm>",
                        "<ChrgBr>SHAR</ChrgBr>")
                .filter(it -> !message.xml().contains(it))
                .forEach(it -> faults.add("the message lacks " + it));
        theirs(sent, message.bank())
                .filter(it -> !message.id().equals(it.facts().get("message")))
                .forEach(it -> faults.add("booked under " + it.facts().get("message")));
        return faults;
    }

    private Sums sums(Story story, Sent sent, JsonNode shown, Map<String, Long> moved, String bank) {
        var currency = " " + story.way().currency();
        long card = stage.sandbox().books("uzcard").stream()
                .filter(it -> it.card().equals(sent.sender().maskedCard()))
                .mapToLong(Judge::taken)
                .sum();
        long spent = minor(shown.path("sums").path("send"));
        return new Sums(
                moved.getOrDefault("nostro:" + bank + currency, 0L)
                        + moved.getOrDefault("correspondent:" + bank + currency, 0L),
                moved.getOrDefault("fx-position" + currency, 0L),
                theirs(sent, bank).mapToLong(Judge::taken).sum(),
                spent,
                spent - card,
                -moved.getOrDefault("remittances UZS", 0L));
    }

    private static List<String> agreeing(Story story, JsonNode shown, Sums sums) {
        long worth = sums.spent() - minor(shown.path("sums").path("fee"));
        var faults = new ArrayList<String>();
        need(faults, sums.ledger() == sums.theirs(), "ledger and correspondent differ");
        need(faults, sums.position() == -sums.theirs(), "position and correspondent differ");
        need(faults, sums.kept() == sums.spent() - sums.back(), "ledger and rail differ: " + sums);
        need(
                faults,
                sums.back() == minor(shown.path("back").path("amount")),
                "the customer is shown " + shown.path("back"));
        boolean fits = switch (story.back()) {
            case NOTHING -> sums.back() == 0;
            case PART -> sums.back() > 0 && sums.back() < worth;
            case WORTH -> sums.back() == worth;
            case ALL -> sums.back() == sums.spent();
        };
        need(faults, fits, "gave back " + decimal(sums.back()) + " for " + story.back());
        return faults;
    }

    /** Over all that was ever sent, by bank and currency. */
    public boolean banksAgree() {
        var theirs = new TreeMap<String, Long>();
        stage.sandbox().books("correspondent").stream()
                .filter(it -> taken(it) != 0)
                .forEach(it -> theirs.merge(it.facts().get("link") + " " + it.currency(), taken(it), Long::sum));
        return theirs.equals(ours.atBanks());
    }

    private Stream<BookEntry> theirs(Sent sent, String bank) {
        var uetr = sent.uetr();
        return stage.sandbox().books("correspondent").stream()
                .filter(it -> it.reference().equals(uetr))
                .filter(it -> bank.equals(it.facts().get("link")))
                .filter(it -> taken(it) != 0);
    }

    /** What a book took from us, or gave back. */
    static long taken(BookEntry it) {
        return switch (it.kind()) {
            case "DEBIT" -> it.amount();
            case "CREDIT", "REFUND", "REVERSAL" -> -it.amount();
            default -> 0;
        };
    }

    private static long minor(JsonNode sum) {
        return sum.isMissingNode()
                ? 0
                : new BigDecimal(sum.path("value").asString())
                        .movePointRight(SCALE)
                        .longValueExact();
    }

    private static String decimal(long minor) {
        return BigDecimal.valueOf(minor, SCALE).toPlainString();
    }

    private static void need(List<String> faults, boolean right, String otherwise) {
        if (!right) {
            faults.add(otherwise);
        }
    }
}
