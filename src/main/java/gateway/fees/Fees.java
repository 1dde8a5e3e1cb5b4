package gateway.fees;

import java.util.List;

/** Prices payments by the schedules in force, in memory; nothing is looked up, counted or booked. */
public interface Fees {

    FeeQuote quote(FeeQuestion question);

    /** Of which fees the usage must be in the question, so that the quote is right. */
    List<FeeMeter> meters(FeeQuestion question);
}
