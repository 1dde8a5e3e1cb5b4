package sandbox.correspondent;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What the bank writes: pacs.002, pacs.004 and camt.029 with their headers. */
record Paper(String own, String theirs) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
    private static final String ISO = "urn:iso:std:iso:20022:tech:xsd:";

    /** @param reason a code, or empty */
    String status(String id, Transfer it, String code, String reason) {
        var why = reason.isEmpty() ? "" : "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>";
        return envelope(id, "pacs.002.001.10", """
                <FIToFIPmtStsRpt><GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr><TxInfAndSts>%s\
                <TxSts>%s</TxSts>%s%s</TxInfAndSts></FIToFIPmtStsRpt>\
                """.formatted(id, now(), original(it), code, why, agents()));
    }

    /** @param kept what the bank keeps of it; with {@code back} less than the whole where only a part comes back */
    String returned(String id, Transfer it, long back, long kept, String reason) {
        var charges = kept == 0
                ? ""
                : "<ChrgsInf>%s<Agt><FinInstnId><BICFI>%s</BICFI></FinInstnId></Agt></ChrgsInf>"
                        .formatted(amount("Amt", it.currency(), kept), own);
        var part = back + kept < it.minor() ? "<AddtlInf>PART</AddtlInf>" : "";
        return envelope(id, "pacs.004.001.09", """
                <PmtRtr><GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm><NbOfTxs>1</NbOfTxs><SttlmInf>\
                <SttlmMtd>INGA</SttlmMtd></SttlmInf></GrpHdr><TxInf><RtrId>%s</RtrId>%s%s\
                <OrgnlIntrBkSttlmDt>%s</OrgnlIntrBkSttlmDt>%s<IntrBkSttlmDt>%s</IntrBkSttlmDt><ChrgBr>SHAR</ChrgBr>%s%s\
                <RtrChain><Dbtr><Pty><Nm>%s</Nm></Pty></Dbtr><Cdtr><Pty><Nm>%s</Nm></Pty></Cdtr></RtrChain>\
                <RtrRsnInf><Rsn><Cd>%s</Cd></Rsn>%s</RtrRsnInf></TxInf></PmtRtr>""".formatted(
                        id,
                        now(),
                        id.substring(Math.max(0, id.length() - 16)),
                        original(it),
                        amount("OrgnlIntrBkSttlmAmt", it.currency(), it.minor()),
                        it.day(),
                        amount("RtrdIntrBkSttlmAmt", it.currency(), back),
                        now().substring(0, 10),
                        charges,
                        agents(),
                        it.creditor(),
                        it.debtor(),
                        reason,
                        part));
    }

    /** @param conclusion CNCL, RJCR or PDCR */
    String resolution(String id, String recall, String original, String conclusion, String reason) {
        var why = reason.isEmpty() ? "" : "<CxlStsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></CxlStsRsnInf>";
        return envelope(id, "camt.029.001.09", """
                <RsltnOfInvstgtn><Assgnmt><Id>%s</Id><Assgnr>%s</Assgnr><Assgne>%s</Assgne>\
                <CreDtTm>%s</CreDtTm></Assgnmt>\
                <Sts><Conf>%s</Conf></Sts><CxlDtls><TxInfAndSts><CxlStsId>%s</CxlStsId>\
                <RslvdCase><Id>%s</Id><Cretr>%s</Cretr></RslvdCase>%s%s</TxInfAndSts></CxlDtls>\
                </RsltnOfInvstgtn>\
                """.formatted(
                        id, agent(own), agent(theirs), now(), conclusion, id, recall, agent(theirs), original, why));
    }

    String original(Transfer it) {
        return """
                <OrgnlGrpInf><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInf>\
                <OrgnlInstrId>%s</OrgnlInstrId><OrgnlEndToEndId>%s</OrgnlEndToEndId>\
                <OrgnlUETR>%s</OrgnlUETR>\
                """.formatted(it.message(), it.instruction(), it.endToEnd(), it.uetr());
    }

    String envelope(String id, String definition, String message) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Envelope><AppHdr xmlns="%shead.001.001.02">\
                <Fr><FIId><FinInstnId><BICFI>%s</BICFI></FinInstnId></FIId></Fr>\
                <To><FIId><FinInstnId><BICFI>%s</BICFI></FinInstnId></FIId></To><BizMsgIdr>%s</BizMsgIdr>\
                <MsgDefIdr>%s</MsgDefIdr><BizSvc>swift.cbprplus.02</BizSvc><CreDt>%s</CreDt></AppHdr>
                <Document xmlns="%s%s">%s</Document></Envelope>
                """.formatted(ISO, own, theirs, id, definition, now(), ISO, definition, message);
    }

    private String agents() {
        return """
                <InstgAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></InstgAgt>\
                <InstdAgt><FinInstnId><BICFI>%s</BICFI></FinInstnId></InstdAgt>""".formatted(own, theirs);
    }

    private static String agent(String bic) {
        return "<Agt><FinInstnId><BICFI>" + bic + "</BICFI></FinInstnId></Agt>";
    }

    static String amount(String name, String currency, long minor) {
        return "<%s Ccy=\"%s\">%s</%s>"
                .formatted(name, currency, BigDecimal.valueOf(minor, 2).toPlainString(), name);
    }

    static String now() {
        return TIME.format(Instant.now());
    }
}
