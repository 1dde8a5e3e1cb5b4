package gateway.processors.correspondent.message;

import gateway.platform.iso20022.BusinessMessage;
import gateway.platform.xml.XmlRefused;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;

/**
 * What has to be repeated of a pacs.008 that we sent, exactly as it stood there.
 *
 * @param id of the message
 */
public record SentTransfer(
        String id,
        String createdAt,
        String instructionId,
        String endToEndId,
        Money settled,
        String settlementDate,
        String debtor) {

    private static final String INSIDE = "CdtTrfTxInf/";

    /** @param own bytes that {@link WriteMessage} once made */
    public static SentTransfer of(byte[] own) {
        try {
            var it = BusinessMessage.read(own).document();
            var amount = it.find(INSIDE + "IntrBkSttlmAmt").orElseThrow();
            return new SentTransfer(
                    it.text("GrpHdr/MsgId"),
                    it.text("GrpHdr/CreDtTm"),
                    it.text(INSIDE + "PmtId/InstrId"),
                    it.text(INSIDE + "PmtId/EndToEndId"),
                    Money.parse(amount.text(), Asset.of(amount.attribute("Ccy")))
                            .orElseThrow(),
                    it.text(INSIDE + "IntrBkSttlmDt"),
                    it.text(INSIDE + "Dbtr/Nm"));
        } catch (XmlRefused e) {
            throw new IllegalStateException("Not a message of ours", e);
        }
    }
}
