package gateway.corebanking.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements are read whole, or refused with line and reason. */
class StatementsTest {

    private static final String CAMT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <c:Document xmlns:c="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><c:BkToCstmrStmt>
            <c:GrpHdr><c:MsgId>M-1</c:MsgId></c:GrpHdr>
            <c:Stmt><c:Id>ABS-7</c:Id>
            <c:Acct><c:Id><c:Othr><c:Id>45294000900000004001</c:Id></c:Othr></c:Id><c:Ccy>UZS</c:Ccy></c:Acct>
            <c:Bal><c:Tp><c:CdOrPrtry><c:Cd>OPBD</c:Cd></c:CdOrPrtry></c:Tp><c:Amt Ccy="UZS">5.00</c:Amt>
            <c:CdtDbtInd>CRDT</c:CdtDbtInd><c:Dt><c:Dt>2026-03-14</c:Dt></c:Dt></c:Bal>
            <c:Bal><c:Tp><c:CdOrPrtry><c:Cd>CLBD</c:Cd></c:CdOrPrtry></c:Tp><c:Amt Ccy="UZS">14.96</c:Amt>
            <c:CdtDbtInd>CRDT</c:CdtDbtInd><c:Dt><c:Dt>2026-03-14</c:Dt></c:Dt></c:Bal>
            <c:Ntry><c:Amt Ccy="UZS">10.00</c:Amt><c:CdtDbtInd>CRDT</c:CdtDbtInd><c:Sts><c:Cd>BOOK</c:Cd></c:Sts>
            <c:BookgDt><c:Dt>2026-03-14</c:Dt></c:BookgDt>
            <c:NtryDtls><c:TxDtls><c:Refs><c:EndToEndId>doc_1</c:EndToEndId></c:Refs></c:TxDtls></c:NtryDtls></c:Ntry>
            <c:Ntry><c:NtryRef>doc_2</c:NtryRef><c:Amt Ccy="UZS">0.04</c:Amt><c:CdtDbtInd>DBIT</c:CdtDbtInd>
            <c:Sts>BOOK</c:Sts><c:BookgDt><c:Dt>2026-03-14</c:Dt></c:BookgDt></c:Ntry>
            </c:Stmt></c:BkToCstmrStmt></c:Document>
            """;
    private static final String CSV = """
            abs;ABS-7;45294000900000004001;UZS;2026-03-14;5.00;14.96
            doc_1;credit;10.00;UZS;2026-03-14
            doc_2;debit;0.04;UZS;2026-03-14
            """;

    @Test
    void bothFormsSayTheSame() throws StatementRefused {
        var camt = CamtStatement.read(bytes(CAMT));
        var csv = CsvStatement.read(bytes(CSV));

        assertThat(camt.id()).isEqualTo("ABS-7");
        assertThat(camt.account()).isEqualTo("45294000900000004001");
        assertThat(camt.day()).isEqualTo(LocalDate.of(2026, 3, 14));
        assertThat(camt.entries()).hasSize(2);
        assertThat(camt.entries().getFirst().reference()).isEqualTo("doc_1");
        assertThat(camt.entries().getLast().side()).isEqualTo(Side.DEBIT);
        assertThat(camt.entries().getLast().minor()).isEqualTo(4);
        assertThat(csv.entries())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("line")
                .isEqualTo(camt.entries());
    }

    @Test
    void aRailsStatementHasNoBalances() throws StatementRefused {
        var rail = CsvStatement.read(bytes("rail;R-1;humo;UZS;2026-03-14\nref-1;debit;10.00;UZS;2026-03-14\n"));

        assertThat(rail.source()).isEqualTo(Source.RAIL);
        assertThat(rail.account()).isEqualTo("humo");
        assertThat(rail.entries())
                .singleElement()
                .extracting(Statement.Entry::minor)
                .isEqualTo(10_00L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "14.96|14.97|does not lead",
                "<c:Sts>BOOK</c:Sts>|<c:Sts>PDNG</c:Sts>|not booked",
                "0.04|-0.04|no positive amount",
                "0.04|0.041|no positive amount",
                "doc_2||no reference",
                "DBIT|BOTH|neither CRDT nor DBIT",
                "45294000900000004001|4529400090000000400|20-digit account",
                "camt.053.001.08|camt.052.001.08|namespace",
                "</c:Stmt>|</c:Statement>|malformed",
                "</c:Stmt>|</c:Stmt><c:Stmt></c:Stmt>|second statement",
                "2026-03-14</c:Dt></c:BookgDt></c:Ntry>|2026-02-30</c:Dt></c:BookgDt></c:Ntry>|no day",
                "<c:NtryRef>doc_2</c:NtryRef>|<c:NtryRef>doc_2</c:NtryRef><c:NtryRef>doc_3</c:NtryRef>|twice",
                "<c:Document|<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><c:Document|document type",
                "ABS-7|&e;|line"
            })
    void aBadCamtIsRefusedWhole(String right, String wrong, String reason) {
        var text = CAMT.replace(right, wrong == null ? "" : wrong);

        assertThat(text).isNotEqualTo(CAMT);
        assertThatThrownBy(() -> CamtStatement.read(bytes(text)))
                .isInstanceOf(StatementRefused.class)
                .hasMessageStartingWith("line ")
                .hasMessageContaining(reason.equals("does not lead") ? "do not lead" : reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abs;|bank;|line 1 must begin",
                "14.96|14.95|line 1 has a closing balance",
                "0.04|0|line 3 has no positive amount",
                "debit|sideways|line 3 is neither",
                "doc_2;|;|line 3 has no reference",
                "2026-03-14;5.00|14.03.2026;5.00|line 1 has no day",
                "10.00;UZS|10.00;ABC|line 2 has a currency",
                "doc_1;credit|doc_1;extra;credit|line 2 has 6 fields"
            })
    void aBadCsvIsRefusedWithItsLine(String right, String wrong, String reason) {
        var text = CSV.replace(right, wrong);

        assertThat(text).isNotEqualTo(CSV);
        assertThatThrownBy(() -> CsvStatement.read(bytes(text)))
                .isInstanceOf(StatementRefused.class)
                .hasMessageStartingWith(reason);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
