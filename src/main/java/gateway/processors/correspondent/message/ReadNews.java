package gateway.processors.correspondent.message;

import gateway.platform.iso20022.Bic;
import gateway.platform.iso20022.BusinessMessage;
import gateway.platform.iso20022.Texts;
import gateway.platform.xml.XmlElement;
import gateway.platform.xml.XmlRefused;
import gateway.processors.correspondent.News;
import gateway.processors.correspondent.News.Answer;
import gateway.processors.correspondent.News.Stage;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads pacs.002.001.10, pacs.004.001.09 and camt.029.001.09, one transfer each. What we need must be there and right;
 * what else a correspondent adds, as the schemas let him, is left alone.
 */
public final class ReadNews {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,4}");
    private static final int LONGEST_TEXT = 105;

    private ReadNews() {}

    /** @param at when it reached us */
    public static News read(BusinessMessage message, Instant at) throws XmlRefused {
        return switch (message.definition()) {
            case "pacs.002.001.10" -> status(message, at);
            case "pacs.004.001.09" -> returned(message, at);
            case "camt.029.001.09" -> recallAnswered(message, at);
            default -> throw new XmlRefused(message.document().line(), "is of a definition that nobody agreed on");
        };
    }

    private static News status(BusinessMessage message, Instant at) throws XmlRefused {
        var document = document(message, "FIToFIPmtStsRpt");
        same(document, "GrpHdr/MsgId", message.id());
        var it = only(document, "TxInfAndSts");
        original(it);
        agents(it, message);
        var stage = stage(it);
        var reason = code(it, "StsRsnInf/Rsn/Cd");
        if (stage == Stage.REJECTED && reason == null) {
            throw new XmlRefused(it.line(), "is a rejection without StsRsnInf/Rsn");
        }
        if (stage == Stage.REJECTED && it.find("FctvIntrBkSttlmDt").isPresent()) {
            throw new XmlRefused(it.line(), "is a rejection that was settled");
        }
        return new News.Status(uetr(it), message.id(), at, stage, reason, text(it, "StsRsnInf"));
    }

    private static Stage stage(XmlElement it) throws XmlRefused {
        return switch (it.text("TxSts")) {
            case "ACTC", "ACCP", "ACSP" -> Stage.ACCEPTED;
            case "PDNG" -> Stage.PENDING;
            case "ACSC" -> Stage.SETTLED;
            case "ACCC" -> Stage.CREDITED;
            case "RJCT" -> Stage.REJECTED;
            default -> throw new XmlRefused(it.line(), "has a TxSts that is not used for transfers");
        };
    }

    private static News returned(BusinessMessage message, Instant at) throws XmlRefused {
        var document = document(message, "PmtRtr");
        same(document, "GrpHdr/MsgId", message.id());
        same(document, "GrpHdr/NbOfTxs", "1");
        var it = only(document, "TxInf");
        original(it);
        agents(it, message);
        var back = money(it, "RtrdIntrBkSttlmAmt");
        if (!back.isPositive()) {
            throw new XmlRefused(it.line(), "returns nothing");
        }
        var reason = code(it, "RtrRsnInf/Rsn/Cd");
        if (reason == null) {
            throw new XmlRefused(it.line(), "is a return without RtrRsnInf/Rsn/Cd");
        }
        if (it.find("RtrChain").isEmpty()) {
            throw new XmlRefused(it.line(), "is a return without RtrChain");
        }
        return new News.Returned(
                uetr(it), message.id(), at, back, charges(it, back.asset()), reason, text(it, "RtrRsnInf"));
    }

    /** What the banks on the way kept. Charges in another currency were not taken from what came back. */
    private static Money charges(XmlElement it, Asset asset) throws XmlRefused {
        var sum = Money.zero(asset);
        try {
            for (var one : it.all("ChrgsInf")) {
                var charge = money(one, "Amt");
                sum = charge.asset().equals(asset) ? sum.plus(charge) : sum;
            }
        } catch (ArithmeticException e) {
            throw new XmlRefused(it.line(), "has more charges than can be counted");
        }
        return sum;
    }

    private static News recallAnswered(BusinessMessage message, Instant at) throws XmlRefused {
        var document = document(message, "RsltnOfInvstgtn");
        same(document, "Assgnmt/Id", message.id());
        var it = only(document, "CxlDtls/TxInfAndSts");
        original(it);
        var answer = switch (document.text("Sts/Conf")) {
            case "CNCL" -> Answer.GRANTED;
            case "RJCR" -> Answer.REFUSED;
            case "PDCR" -> Answer.PENDING;
            default -> throw new XmlRefused(document.line(), "has a Sts/Conf that is none for recalls");
        };
        var own = it.text("RslvdCase/Id");
        var recall = own.isEmpty() ? document.text("RslvdCase/Id") : own;
        if (recall.isEmpty()) {
            throw new XmlRefused(it.line(), "does not say which case it resolves");
        }
        return new News.RecallAnswered(uetr(it), message.id(), at, recall, answer, code(it, "CxlStsRsnInf/Rsn/Cd"));
    }

    private static XmlElement document(BusinessMessage message, String name) throws XmlRefused {
        if (!message.document().name().equals(name)) {
            throw new XmlRefused(message.document().line(), "is no " + name);
        }
        return message.document();
    }

    private static void same(XmlElement it, String path, String wanted) throws XmlRefused {
        if (!it.text(path).equals(wanted)) {
            throw new XmlRefused(it.line(), "has another " + path + " than " + wanted);
        }
    }

    private static XmlElement only(XmlElement it, String path) throws XmlRefused {
        var found = it.find(path);
        if (found.isEmpty()) {
            throw new XmlRefused(it.line(), "has no " + path);
        }
        return found.get();
    }

    private static void original(XmlElement it) throws XmlRefused {
        var name = it.text("OrgnlGrpInf/OrgnlMsgNmId");
        if (!name.isEmpty() && !name.equals(WriteMessage.TRANSFER)) {
            throw new XmlRefused(it.line(), "is about something else than a " + WriteMessage.TRANSFER);
        }
    }

    private static void agents(XmlElement it, BusinessMessage message) throws XmlRefused {
        agent(it, "InstgAgt/FinInstnId/BICFI", message.from());
        agent(it, "InstdAgt/FinInstnId/BICFI", message.to());
    }

    private static void agent(XmlElement it, String path, String header) throws XmlRefused {
        var named = it.text(path);
        if (!named.isEmpty() && !Bic.isSame(named, header)) {
            throw new XmlRefused(it.line(), "has another " + path + " than its header");
        }
    }

    private static UUID uetr(XmlElement it) throws XmlRefused {
        var uetr = it.text("OrgnlUETR");
        if (!Texts.isUetr(uetr)) {
            throw new XmlRefused(it.line(), "has no OrgnlUETR");
        }
        return UUID.fromString(uetr);
    }

    private static Money money(XmlElement it, String path) throws XmlRefused {
        var amount = only(it, path);
        var money = Asset.find(amount.attribute("Ccy")).flatMap(asset -> Money.parse(amount.text(), asset));
        if (money.isEmpty()) {
            throw new XmlRefused(amount.line(), "has no amount of a currency that we keep at " + path);
        }
        return money.get();
    }

    private static @Nullable String code(XmlElement it, String path) throws XmlRefused {
        var code = it.text(path);
        if (code.isEmpty()) {
            return null;
        }
        if (!CODE.matcher(code).matches()) {
            throw new XmlRefused(it.line(), "has no code at " + path);
        }
        return code;
    }

    /** The first line of their explanation, which may have several. */
    private static @Nullable String text(XmlElement it, String path) throws XmlRefused {
        List<XmlElement> lines =
                it.find(path).map(found -> found.all("AddtlInf")).orElse(List.of());
        if (lines.isEmpty()) {
            return null;
        }
        var text = lines.getFirst().text();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
