package gateway.processors.correspondent.message;

import gateway.platform.iso20022.BusinessMessage;
import gateway.platform.xml.XmlElement;
import gateway.platform.xml.XmlRefused;
import gateway.processors.correspondent.News;
import gateway.shared.money.Money;

/**
 * Whether a return (pacs.004) is of the transfer that we sent: its ids are copied, no more comes back than went out,
 * and where less does, it is said why.
 */
public final class ReturnOf {

    private static final String PART = "PART";

    private ReturnOf() {}

    /**
     * Refuses a return that is not. Anything else that is said of a transfer passes.
     *
     * @param body of the message that said it
     */
    public static void check(News news, byte[] body, SentTransfer sent) throws XmlRefused {
        if (!(news instanceof News.Returned returned)) {
            return;
        }
        var found = BusinessMessage.read(body).document().find("TxInf");
        if (found.isEmpty()) {
            throw new XmlRefused(1, "has no TxInf");
        }
        var it = found.get();
        copied(it, "OrgnlInstrId", sent.instructionId());
        copied(it, "OrgnlEndToEndId", sent.endToEndId());
        original(it, sent.settled());
        amounts(it, returned, sent.settled());
    }

    private static void copied(XmlElement it, String name, String ours) throws XmlRefused {
        if (!it.text(name).equals(ours)) {
            throw new XmlRefused(it.line(), "has another %s than the transfer".formatted(name));
        }
    }

    private static void original(XmlElement it, Money ours) throws XmlRefused {
        var amount = it.find("OrgnlIntrBkSttlmAmt");
        if (amount.isPresent()
                && (!amount.get().attribute("Ccy").equals(ours.asset().code())
                        || !Money.parse(amount.get().text(), ours.asset())
                                .filter(ours::equals)
                                .isPresent())) {
            throw new XmlRefused(it.line(), "has another OrgnlIntrBkSttlmAmt than the transfer");
        }
    }

    private static void amounts(XmlElement it, News.Returned returned, Money ours) throws XmlRefused {
        var back = returned.back();
        if (!back.asset().equals(ours.asset())) {
            throw new XmlRefused(it.line(), "returns another currency than was sent");
        }
        if (back.isGreaterThan(ours)) {
            throw new XmlRefused(it.line(), "returns more than was sent");
        }
        // What was kept is known to be at most what is missing; a sum that cannot be counted is no explanation.
        boolean explained = !ours.minus(back).isGreaterThan(returned.charges());
        if (!explained && !PART.equals(returned.text())) {
            throw new XmlRefused(it.line(), "returns less than was sent, and does not say that it is a part");
        }
    }
}
