package gateway.operators;

import gateway.shared.ids.TimeOrderedIds;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people type to pay an invoice, such as {@code INV-1000042}. */
public record InvoiceNumber(String text) {

    private static final String PREFIX = "INV-";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[1-9][0-9]{0,17}");

    /** However it was typed; empty when the text is no invoice number. */
    public static Optional<InvoiceNumber> parse(String text) {
        if (text.length() > 32) {
            return Optional.empty();
        }
        var upper = text.strip().toUpperCase(Locale.ROOT);
        return FORM.matcher(upper).matches() ? Optional.of(new InvoiceNumber(upper)) : Optional.empty();
    }

    public static InvoiceNumber of(long number) {
        return new InvoiceNumber(PREFIX + number);
    }

    /** Where it is kept. */
    public int shard() {
        return Math.floorMod(text.hashCode(), TimeOrderedIds.SHARDS);
    }

    @Override
    public String toString() {
        return text;
    }
}
