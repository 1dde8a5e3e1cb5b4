package gateway.processors.correspondent.message;

import gateway.platform.iso20022.BusinessMessage;
import gateway.processors.correspondent.CreditTransfer;
import gateway.processors.correspondent.CreditTransfer.Address;
import gateway.processors.correspondent.CreditTransfer.Agent;
import gateway.processors.correspondent.CreditTransfer.BankAccount;
import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.processors.correspondent.CreditTransfer.Party;
import gateway.processors.correspondent.Recall;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes pacs.008.001.08 and camt.056.001.08 with their headers, as CBPR+ uses them. The same input, the same bytes.
 */
public final class WriteMessage {

    public static final String TRANSFER = "pacs.008.001.08";
    public static final String RECALL = "camt.056.001.08";

    private static final String SERVICE = "swift.cbprplus.02";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
    // BaseOneRate: eleven digits, ten of them after the point.
    private static final int RATE_DIGITS = 11;
    private static final int RATE_DECIMALS = 10;

    private WriteMessage() {}

    /**
     * Both ends of a link.
     *
     * @param own our BIC
     * @param theirs the correspondent's
     */
    public record Ends(String own, String theirs) {}

    /** The id of the message that sends the transfer; a transfer has one. */
    public static String idOf(CreditTransfer it) {
        return "T-" + it.uetr().toString().replace("-", "");
    }

    /** The id of the message that recalls. */
    public static String idOf(Recall it) {
        return "R-" + it.id();
    }

    public static byte[] transfer(CreditTransfer it, Ends ends, Instant at) {
        var xml = header(ends, idOf(it), TRANSFER, at).begin("FIToFICstmrCdtTrf");
        xml.begin("GrpHdr")
                .leaf("MsgId", idOf(it))
                .leaf("CreDtTm", time(at))
                .leaf("NbOfTxs", "1")
                .leaf("SttlmInf/SttlmMtd", "INDA")
                .end();
        xml.begin("CdtTrfTxInf");
        xml.begin("PmtId")
                .leaf("InstrId", it.instructionId())
                .leaf("EndToEndId", it.endToEndId())
                .leaf("UETR", it.uetr().toString())
                .end();
        money(xml, "IntrBkSttlmAmt", it.settled());
        xml.leaf("IntrBkSttlmDt", it.settlementDate().toString());
        money(xml, "InstdAmt", it.instructed());
        xml.leaf("XchgRate", rate(it)).leaf("ChrgBr", it.charges().name());
        charges(xml, it, ends);
        xml.leaf("InstgAgt/FinInstnId/BICFI", ends.own()).leaf("InstdAgt/FinInstnId/BICFI", ends.theirs());
        party(xml, "Dbtr", it.debtor());
        account(xml, "DbtrAcct", it.debtorAccount());
        xml.leaf("DbtrAgt/FinInstnId/BICFI", ends.own());
        agent(xml, it.creditorAgent());
        party(xml, "Cdtr", it.creditor());
        account(xml, "CdtrAcct", it.creditorAccount());
        xml.leaf("Purp/Cd", it.purpose()).leaf("RmtInf/Ustrd", it.remittance());
        return xml.end().end().end().end().bytes();
    }

    public static byte[] recall(Recall it, SentTransfer sent, Ends ends, Instant at) {
        var xml = header(ends, idOf(it), RECALL, at).begin("FIToFIPmtCxlReq");
        xml.begin("Assgnmt")
                .leaf("Id", idOf(it))
                .leaf("Assgnr/Agt/FinInstnId/BICFI", ends.own())
                .leaf("Assgne/Agt/FinInstnId/BICFI", ends.theirs())
                .leaf("CreDtTm", time(at))
                .end();
        xml.begin("Undrlyg").begin("TxInf").leaf("CxlId", it.id());
        xml.begin("Case")
                .leaf("Id", it.id())
                .leaf("Cretr/Agt/FinInstnId/BICFI", ends.own())
                .end();
        xml.begin("OrgnlGrpInf")
                .leaf("OrgnlMsgId", sent.id())
                .leaf("OrgnlMsgNmId", TRANSFER)
                .leaf("OrgnlCreDtTm", sent.createdAt())
                .end();
        xml.leaf("OrgnlInstrId", sent.instructionId())
                .leaf("OrgnlEndToEndId", sent.endToEndId())
                .leaf("OrgnlUETR", it.uetr().toString());
        money(xml, "OrgnlIntrBkSttlmAmt", sent.settled());
        xml.leaf("OrgnlIntrBkSttlmDt", sent.settlementDate());
        xml.begin("CxlRsnInf")
                .leaf("Orgtr/Nm", sent.debtor())
                .leaf("Rsn/Cd", it.reason().name())
                .leaf("AddtlInf", it.text())
                .end();
        return xml.end().end().end().end().end().bytes();
    }

    private static XmlText header(Ends ends, String id, String definition, Instant at) {
        return new XmlText()
                .begin("Envelope")
                .begin("AppHdr", BusinessMessage.NAMESPACE + BusinessMessage.HEADER)
                .leaf("Fr/FIId/FinInstnId/BICFI", ends.own())
                .leaf("To/FIId/FinInstnId/BICFI", ends.theirs())
                .leaf("BizMsgIdr", id)
                .leaf("MsgDefIdr", definition)
                .leaf("BizSvc", SERVICE)
                .leaf("CreDt", time(at))
                .end()
                .begin("Document", BusinessMessage.NAMESPACE + definition);
    }

    private static String time(Instant at) {
        return TIME.format(at.truncatedTo(ChronoUnit.SECONDS));
    }

    private static void money(XmlText xml, String name, Money it) {
        xml.amount(name, it.asset().code(), it.toDecimal());
    }

    /** Where what was ordered is in another currency than what we pay, the schema asks how one became the other. */
    private static @Nullable String rate(CreditTransfer it) {
        if (it.settled().asset().equals(it.instructed().asset())) {
            return null;
        }
        var rate = new BigDecimal(it.settled().toDecimal())
                .divide(
                        new BigDecimal(it.instructed().toDecimal()),
                        new MathContext(RATE_DIGITS, RoundingMode.HALF_EVEN));
        return rate.setScale(Math.min(rate.scale(), RATE_DECIMALS), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    // CRED: always told, zero if nothing was taken. Otherwise where what we pay is not what was ordered.
    private static void charges(XmlText xml, CreditTransfer it, Ends ends) {
        if (!it.settled().asset().equals(it.instructed().asset()) && it.charges() != ChargeBearer.CRED) {
            return;
        }
        var taken = it.settled().asset().equals(it.instructed().asset())
                ? new Money(
                        Math.abs(it.instructed().minus(it.settled()).minor()),
                        it.settled().asset())
                : Money.zero(it.settled().asset());
        if (taken.isPositive() || it.charges() == ChargeBearer.CRED) {
            xml.begin("ChrgsInf");
            money(xml, "Amt", taken);
            xml.leaf("Agt/FinInstnId/BICFI", ends.own()).end();
        }
    }

    private static void party(XmlText xml, String name, Party it) {
        xml.begin(name).leaf("Nm", it.name());
        address(xml, it.address());
        xml.end();
    }

    private static void address(XmlText xml, Address it) {
        xml.begin("PstlAdr")
                .leaf("StrtNm", it.street())
                .leaf("BldgNb", it.building())
                .leaf("PstCd", it.postalCode())
                .leaf("TwnNm", it.town())
                .leaf("CtrySubDvsn", it.subdivision())
                .leaf("Ctry", it.country())
                .end();
    }

    private static void account(XmlText xml, String name, BankAccount it) {
        xml.leaf(name + "/Id/IBAN", it.iban()).leaf(name + "/Id/Othr/Id", it.other());
    }

    private static void agent(XmlText xml, Agent it) {
        xml.begin("CdtrAgt").begin("FinInstnId").leaf("BICFI", it.bic());
        if (it.clearingSystem() != null) {
            xml.begin("ClrSysMmbId")
                    .leaf("ClrSysId/Cd", it.clearingSystem())
                    .leaf("MmbId", it.member())
                    .end();
        }
        // With a BIC everybody knows the rest.
        if (it.bic() == null) {
            xml.leaf("Nm", it.name());
            if (it.address() != null) {
                address(xml, it.address());
            }
        }
        xml.end().end();
    }
}
