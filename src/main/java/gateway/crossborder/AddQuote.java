package gateway.crossborder;

import gateway.platform.journal.Part;

/** Keeps a quote, open. */
public record AddQuote(Quote quote) implements Part {}
