package gateway.processors.correspondent.message;

import gateway.processors.correspondent.News;
import gateway.processors.correspondent.News.Answer;
import gateway.processors.correspondent.News.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A message of ours that the correspondent did not even take is news as well: the transfer is rejected. */
public final class Refusals {

    private static final String DEFINITION = "refused ";
    /** What our own note of a refusal is called; no message of theirs may be. */
    static final String ID = "refused-";
    /** Narrative: the text says why. */
    private static final String REASON = "NARR";

    private Refusals() {}

    /** Whether a stored message is none of theirs, but their refusal of ours. */
    public static boolean isOne(String definition) {
        return definition.startsWith(DEFINITION);
    }

    /**
     * @param id of our message, with {@code refused-} before it
     * @param body the correspondent's code
     */
    public static News news(String definition, String id, UUID uetr, byte[] body, Instant at) {
        var code = new String(body, StandardCharsets.UTF_8);
        return definition.endsWith(WriteMessage.RECALL)
                ? new News.RecallAnswered(
                        uetr, id, at, id.substring(ID.length() + "R-".length()), Answer.REFUSED, REASON)
                : new News.Status(uetr, id, at, Stage.REJECTED, REASON, code);
    }
}
