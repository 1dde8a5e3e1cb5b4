package gateway.processors.correspondent.message;

import gateway.platform.iso20022.AccountStatement;
import gateway.platform.iso20022.Bic;
import gateway.platform.iso20022.BusinessMessage;
import gateway.platform.iso20022.StatementReader;
import gateway.platform.xml.XmlRefused;
import gateway.processors.correspondent.News;
import gateway.processors.correspondent.message.WriteMessage.Ends;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A correspondent's message that can be taken: it is from him, for us, and says something that we know. */
public sealed interface Incoming {

    String STATEMENT = "camt.053.001.";

    /** The correspondent's own id of it. */
    String id();

    String definition();

    /** About a transfer. */
    record OfTransfer(String id, String definition, News news) implements Incoming {}

    /** About an account that we have there. */
    record OfAccount(String id, String definition, AccountStatement statement) implements Incoming {}

    /**
     * @param accounts ours at the correspondent; a statement of any other is refused
     * @param at when it reached us
     */
    static Incoming read(byte[] bytes, Ends ends, List<String> accounts, Instant at) throws XmlRefused {
        return isStatement(bytes) ? statement(bytes, accounts) : news(bytes, ends, at);
    }

    /** By what stands near its beginning: whole statements are too large to be had as one element. */
    private static boolean isStatement(byte[] bytes) {
        int beginning = Math.min(bytes.length, 4 * 1024);
        return new String(bytes, 0, beginning, StandardCharsets.ISO_8859_1).contains(STATEMENT);
    }

    private static Incoming statement(byte[] bytes, List<String> accounts) throws XmlRefused {
        var statement = StatementReader.read(bytes);
        if (!accounts.contains(statement.account())) {
            throw new XmlRefused(1, "is a statement of an account that is not ours there");
        }
        if (statement.message().isEmpty() || statement.message().length() > 35) {
            throw new XmlRefused(1, "has no GrpHdr/MsgId");
        }
        return new OfAccount(statement.message(), STATEMENT + "08", statement);
    }

    private static Incoming news(byte[] bytes, Ends ends, Instant at) throws XmlRefused {
        var message = BusinessMessage.read(bytes);
        if (!Bic.isSame(message.from(), ends.theirs())) {
            throw new XmlRefused(1, "is from somebody else than the correspondent");
        }
        if (!Bic.isSame(message.to(), ends.own())) {
            throw new XmlRefused(1, "is for somebody else than us");
        }
        if (message.id().startsWith(Refusals.ID)) {
            throw new XmlRefused(1, "has an id that stands for a refusal of ours");
        }
        return new OfTransfer(message.id(), message.definition(), ReadNews.read(message, at));
    }
}
