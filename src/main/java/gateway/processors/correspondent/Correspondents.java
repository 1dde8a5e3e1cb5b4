package gateway.processors.correspondent;

import gateway.platform.journal.Part;
import java.util.List;

/** Sends money and questions to correspondent banks. What they say arrives at {@link HearsOfTransfers}. */
public interface Correspondents {

    /** What the correspondent would refuse it for, by schema and usage rules; empty when it can be sent. */
    List<Fault> faults(CreditTransfer transfer);

    /**
     * For the entry that decides to send it: the message (pacs.008) is stored with it, and sent at least once, always
     * with the same bytes, until the correspondent has taken it over. Throws where {@link #faults} finds something.
     */
    Part send(CreditTransfer transfer);

    /** For the entry that decides to ask for the money back (camt.056). */
    Part recall(Recall recall);

    /**
     * @param rule of CBPR+ or of the schema
     * @param path of the element, in the message's own names
     */
    record Fault(String rule, String path, String text) {}
}
