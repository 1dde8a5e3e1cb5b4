package sandbox.remittances;

import java.util.List;

/**
 * What became of a story.
 *
 * @param bank that took the money
 * @param statuses that the customer was told
 * @param message our pacs.008
 * @param back what the customer's rail gave back, in so'm
 * @param books what each book says was spent abroad: our accounts with the bank, our position, the bank's own book
 * @param faults in words; none when it ended as it should
 */
public record Told(
        Story story,
        String bank,
        List<String> statuses,
        String message,
        String back,
        String books,
        List<String> faults) {

    static final String HEAD = form(
            "story", "bank", "", "the customer was told", "pacs.008", "got back", "ledger = position = bank", "agree");

    public Told {
        statuses = List.copyOf(statuses);
        faults = List.copyOf(faults);
    }

    static Told failed(Story story, RuntimeException why) {
        return new Told(story, story.way().bank(), List.of(), "", "", "", List.of(String.valueOf(why.getMessage())));
    }

    public boolean agrees() {
        return faults.isEmpty();
    }

    @Override
    public String toString() {
        return form(
                story.name(),
                bank,
                story.way().currency(),
                String.join(" ", statuses),
                message,
                back,
                books,
                agrees() ? "yes" : "NO: " + String.join("; ", faults));
    }

    private static String form(Object... columns) {
        return "%-26s %-4s %-3s  %-74s %-34s %10s  %-24s  %s".formatted(columns);
    }
}
