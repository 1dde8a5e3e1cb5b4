package gateway.microloans;

import gateway.rulebook.Version;
import gateway.rulebook.Wording;
import java.util.List;

/** All caps of microloans, each with the time it holds. Immutable: a new book takes the place of the old one. */
public record CapBook(List<Version<MicroloanCap>> caps) {

    public CapBook {
        caps = List.copyOf(caps);
    }

    /**
     * A cap that a loan breaks.
     *
     * @param allows what would be allowed, for people
     */
    public record Broken(String rule, int version, Wording text, String allows) {}

    /** Every cap that holds when the loan is confirmed and that it breaks, in the order of the book. */
    public List<Broken> brokenBy(LoanRequest loan) {
        return caps.stream()
                .filter(cap -> cap.head().validity().holds(loan.confirmedAt()))
                .filter(cap -> cap.says().isBrokenBy(loan))
                .map(cap -> new Broken(
                        cap.id(),
                        cap.number(),
                        cap.head().citation().text(),
                        cap.says().allows()))
                .toList();
    }
}
