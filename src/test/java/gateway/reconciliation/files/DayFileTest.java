package gateway.reconciliation.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.reconciliation.Line.Status;
import gateway.reconciliation.SamplePack;
import gateway.shared.money.Asset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of file, and everything for which one is refused. */
class DayFileTest {

    private static final String HUMO = """
            HUMO;HUMO-20260302;2026-03-02
            paymentRef;paymentID;amount;currency;direction;action;time
            ref-1;9001;150000;UZS;D;10;2026-03-02 10:00:00
            ref-2;9002;70000;860;C;10;2026-03-02 23:59:59
            ref-3;;5;UZS;D;100;2026-03-02 11:00:00
            TOTAL;3;220005
            """;

    private static final String PAYME = """
            {"jsonrpc":"2.0","result":{"extra":{"a":[1,{}]},"transactions":[
            {"id":"5305e3bab097f420a62ced0b","time":1772434800000,"amount":500000,"account":{"phone":"1"},
             "create_time":1,"transaction":"5123","state":2,"reason":null,"receivers":null},
            {"id":"5305e3bab097f420a62ced0c","time":1772434800001,"amount":7,"transaction":"5124","state":-2},
            {"id":"5305e3bab097f420a62ced0d","time":1772434800002,"amount":8,"transaction":"5125","state":-1},
            {"id":"5305e3bab097f420a62ced0e","time":1772434800003,"amount":9,"transaction":"5126","state":1}
            ]},"id":1}
            """;

    private static List<FileLine> read(String profile, byte[] bytes) throws IOException {
        return read(SamplePack.theirs(profile), bytes);
    }

    private static List<FileLine> read(Profile profile, byte[] bytes) throws IOException {
        var lines = new ArrayList<FileLine>();
        try (var file = DayFile.open(profile, new ByteArrayInputStream(bytes))) {
            for (var line = file.next(); line != null; line = file.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<FileLine> read(String profile, String text) throws IOException {
        return read(profile, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTableIsReadAsItsProfileSays() throws IOException {
        assertThat(read("humo", HUMO))
                .containsExactly(
                        new FileLine(
                                3,
                                1,
                                "ref-1",
                                List.of("their:9001"),
                                true,
                                150_000,
                                Asset.UZS,
                                null,
                                Status.DONE,
                                LocalDate.of(2026, 3, 2),
                                LocalTime.of(10, 0)),
                        new FileLine(
                                4,
                                1,
                                "ref-2",
                                List.of("their:9002"),
                                false,
                                70_000,
                                Asset.UZS,
                                null,
                                Status.DONE,
                                LocalDate.of(2026, 3, 2),
                                LocalTime.of(23, 59, 59)),
                        new FileLine(
                                5,
                                1,
                                "ref-3",
                                List.of(),
                                true,
                                5,
                                Asset.UZS,
                                null,
                                Status.FAILED,
                                LocalDate.of(2026, 3, 2),
                                LocalTime.of(11, 0)));
    }

    @Test
    void paymesStatementSaysWhatIsDoneGivenBackAndWaiting() throws IOException {
        assertThat(read("payme", PAYME))
                .extracting(it -> it.own().substring(22) + it.turn() + it.debit() + it.minor() + it.status())
                .containsExactly("0b1true500000DONE", "0c1true7DONE", "0c2false7DONE", "0e1true9PENDING");
    }

    /** As machines write it: a row is known by its number then, not by its line. */
    @Test
    void rowsThatStandOnOneLineAreToldApart() throws IOException {
        assertThat(read("payme", PAYME.replace("\n", "")))
                .extracting(it -> it.line() + "/" + it.turn())
                .containsExactly("1/1", "2/1", "2/2", "4/1");
    }

    /** Banks write so where nobody gave a name: taken for one, all of that would be one movement. */
    @ParameterizedTest
    @ValueSource(strings = {"NOTPROVIDED", "NotProvided", "NONREF", "0000"})
    void whatStandsForNoNameIsNone(String noName) throws IOException {
        var lines = read(Profile.CAMT053, statement(noName));

        assertThat(lines).hasSize(2).allSatisfy(it -> assertThat(it.own()).isNull());
        assertThat(lines).extracting(FileLine::keys).containsExactly(List.of("their:A_1"), List.of("their:A2"));
    }

    /** Every statement may count its entries from one: what is called so twice is not one movement. */
    @ParameterizedTest
    @CsvSource({"1, ", "000017, ", "doc_17, doc_17", "NOTPROVIDED, "})
    void whatABankCallsItsEntryIsNoNameOfOurs(String reference, @Nullable String key) throws IOException {
        var text = new String(statement("NOTPROVIDED"), StandardCharsets.UTF_8)
                .replace("<Ntry>", "<Ntry><NtryRef>%s</NtryRef>".formatted(reference));

        assertThat(read(Profile.CAMT053, text.getBytes(StandardCharsets.UTF_8)))
                .first()
                .satisfies(it -> {
                    assertThat(it.own()).isNull();
                    assertThat(it.keys())
                            .isEqualTo(Stream.of(key, "their:A_1")
                                    .filter(Objects::nonNull)
                                    .toList());
                });
    }

    private static byte[] statement(String endToEnd) {
        var entry = """
                <Ntry><Amt Ccy="UZS">5.00</Amt><CdtDbtInd>%s</CdtDbtInd><Sts>BOOK</Sts>
                <BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>%s</AcctSvcrRef>
                <NtryDtls><TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
                """;
        var balance = """
                <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="UZS">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                <Dt><Dt>2026-03-02</Dt></Dt></Bal>
                """;
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id>
                <Acct><Id><Othr><Id>20208000900100001001</Id></Othr></Id><Ccy>UZS</Ccy></Acct>%s%s%s%s
                </Stmt></BkToCstmrStmt></Document>
                """.formatted(
                        balance.formatted("OPBD"),
                        balance.formatted("CLBD"),
                        entry.formatted("CRDT", "A 1", endToEnd),
                        entry.formatted("DBIT", "A2", endToEnd))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void visasNamesAreMadeOfSeveralColumns() throws IOException {
        var lines = read("visa", """
                VISA,V1,2026-03-02
                f11,f7,f37,f41,f4,f49,fee,direction,settled
                000001,0302100000,606110000001,TERM0001,1500.00,860,18.75,D,2026-03-02 10:00:00
                TOTAL,1,1500.00
                """);

        assertThat(lines).singleElement().satisfies(it -> {
            assertThat(it.own()).isEqualTo("000001:0302100000:606110000001:TERM0001");
            assertThat(it.keys()).first().isEqualTo("rrn:606110000001");
            assertThat(it.minor()).isEqualTo(150_000);
            assertThat(it.fee()).isEqualTo(1_875);
        });
    }

    @Test
    void uzcardsReportAndPaynetsStatementAreRead() throws IOException {
        assertThat(read("uzcard", """
                {"jsonrpc":"2.0","id":1,"result":[{"id":"48DC","refNum":"033812345678","ext":"e-1","tranType":"DEBIT",
                "date12":"260302213010","amount":100000,"currency":"860","stan":"213010","terminalId":"9",
                "status":"ROK"}]}
                """)).extracting(FileLine::debit).containsExactly(true, false);
        assertThat(read("paynet", """
                {"jsonrpc":"2.0","id":5,"result":{"statements":[{"amount":5000000,"transactionId":437,
                "providerTrnId":9001,"timestamp":"2026-03-01 15:30:05"}]}}
                """)).extracting(FileLine::own).containsExactly("437");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TOTAL;3;220005|                                  |line 6 ends without its trailer: it is cut off",
                "TOTAL;3;220005|TOTAL;4;220005                    |line 6 counts 4 rows where 3 stand",
                "TOTAL;3;220005|TOTAL;3;220004                    |line 6 has a sum that the rows do not come to",
                "TOTAL;3;220005|TOTAL;x;220005                    |line 6 is no trailer",
                "TOTAL;3;220005|TOTAL;3;220005\\nref-9             |line 7 follows the trailer",
                "HUMO;HUMO-20260302;2026-03-02|OTHER;1;2026-03-02 |line 1 is no head",
                "HUMO;HUMO-20260302;2026-03-02|HUMO;;2026-03-02   |line 1 has no id",
                "HUMO;HUMO-20260302;2026-03-02|HUMO;a;2026-02-30  |line 1 has no day",
                "paymentRef;paymentID|paymentRef;paymentRef       |line 2 has a title twice",
                "amount;currency|betrag;currency                  |line 2 lacks the title amount",
                "150000|1500.00                                   |line 3 has an amount that is none",
                "150000|1e3                                       |line 3 has an amount that is none",
                "150000|-1                                        |line 3 has an amount that is none",
                "150000|0                                         |line 3 has no positive amount",
                "150000|9999999999999999999                       |line 3 has an amount that is none, or out of range",
                "150000|                                          |line 3 has no amount",
                "UZS;D;10|XAU;D;10                                |line 3 has a currency that is not known",
                "UZS;D;10|UZS;X;10                                |line 3 has a direction",
                "UZS;D;10|UZS;D;77                                |line 3 has a status",
                "2026-03-02 10:00:00|2026-02-30 10:00:00          |line 3 has a time",
                "2026-03-02 10:00:00|1999-01-01 10:00:00          |line 3 has a day of another age",
                "ref-1;9001|ref 1;9001                            |line 3 has a name with characters that no name has",
                "ref-1;9001|ref-1;9001;7                          |line 3 has 8 fields and not 7",
                "ref-1;9001|ref\"1;9001                           |line 3 has a quotation mark inside a field",
                "ref-1;9001|\"ref-1\"x;9001                       |line 3 has something behind a closing",
                "ref-1;9001|\"ref-1;9001                         |line 3 has a quotation mark that is not closed",
                "ref-2;9002|\"ref\\n2\";9002                       |line 4 has a name with characters that no name has",
            })
    void aTableThatIsNotRightIsRefusedWithLineAndReason(String right, String wrong, String reason) {
        var text = HUMO.replace(right, wrong == null ? "" : wrong.replace("\\n", "\n"));
        var cut = wrong == null && right.startsWith("TOTAL") ? text.stripTrailing() + "\n" : text;

        assertThatThrownBy(() -> read("humo", cut))
                .isInstanceOf(FileRefused.class)
                .hasMessageStartingWith(reason);
    }

    /** As spreadsheets and banks' exports write it; a text of theirs may have anything in it. */
    @Test
    void quotationMarksAndAByteOrderMarkChangeNothing() throws IOException {
        var quoted = "\uFEFF"
                + HUMO.replace("ref-1;", "\"ref-1\";")
                        .replace("paymentRef;paymentID", "\"paymentRef\";\"paymentID\"")
                        .replace("HUMO;", "\"HUMO\";")
                        .replace(";10;", ";\"10\";")
                        .replace("TOTAL;3;220005", "\"TOTAL\";\"3\";\"220005\"")
                        .replace("\n", "\r\n");

        assertThat(read("humo", quoted)).isEqualTo(read("humo", HUMO));
    }

    @Test
    void aTextOfSeveralLinesIsOneFieldAndLinesAreCountedOn() throws IOException {
        var told = HUMO.replace(";time\n", ";time;note\n")
                .replace("10:00:00\n", "10:00:00;\"for \"\"tea\"\"; and\nmore\"\n")
                .replace("23:59:59\n", "23:59:59;\n")
                .replace("11:00:00\n", "11:00:00;\n");

        assertThat(read("humo", told)).extracting(FileLine::line).containsExactly(3L, 5L, 6L);
        assertThat(read("humo", told)).extracting(FileLine::own).containsExactly("ref-1", "ref-2", "ref-3");
    }

    @Test
    void anotherEncodingIsRefused() {
        var bytes = HUMO.replace("ref-1", "реф-1").getBytes(Charset.forName("windows-1251"));

        assertThatThrownBy(() -> read("humo", bytes))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("is not UTF-8 text");
    }

    @Test
    void aLineWithoutEndIsNotReadToItsEnd() {
        assertThatThrownBy(() -> {
                    try (var file = DayFile.open(SamplePack.theirs("humo"), endless())) {
                        file.next();
                    }
                })
                .hasMessageContaining("line 1 is too long");
    }

    @Test
    void aTableOfMoreLinesThanMayBeIsNotReadToItsEnd() {
        var head = "HUMO;H;2026-03-02\npaymentRef;paymentID;amount;currency;direction;action;time\n";

        assertThatThrownBy(() -> readAll("humo", tooMany(head, "a;1;5;UZS;D;10;2026-03-02 10:00:00\n")))
                .isInstanceOf(FileRefused.class)
                .hasMessage("line 1000003 is more than a file may have");
    }

    @Test
    void aDocumentOfMoreRowsThanMayBeIsNotReadToItsEnd() {
        var row = "{\"id\":\"a\",\"amount\":1,\"state\":2,\"time\":1772434800000},\n";

        assertThatThrownBy(() -> readAll("payme", tooMany("{\"result\":{\"transactions\":[", row)))
                .isInstanceOf(FileRefused.class)
                .hasMessageEndingWith("is more than a file may have");
    }

    @Test
    void aStatementThatIsTooLargeIsNotReadToItsEnd() {
        assertThatThrownBy(() -> DayFile.open(Profile.CAMT053, endless()))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("too large");
    }

    @Test
    void anAmountIsNoBinaryFraction() {
        var row = "{\"result\":{\"transactions\":[{\"id\":\"a\",\"amount\":1.0,\"state\":2,\"time\":1772434800000}]}}";

        assertThatThrownBy(() -> read("payme", row)).hasMessageContaining("has a binary fraction in amount");
    }

    private static void readAll(String counterparty, InputStream bytes) throws IOException {
        try (var file = DayFile.open(SamplePack.theirs(counterparty), bytes)) {
            while (file.next() != null) {
                // Only the end counts.
            }
        }
    }

    private static InputStream endless() {
        return again("", "a", Long.MAX_VALUE);
    }

    /** One row more than a file may have. */
    private static InputStream tooMany(String first, String row) {
        return again(first, row, DayFile.MOST_LINES + 1L);
    }

    private static InputStream again(String first, String text, long times) {
        var head = first.getBytes(StandardCharsets.UTF_8);
        var row = text.getBytes(StandardCharsets.UTF_8);
        return new InputStream() {

            private long at;

            @Override
            public int read() {
                if (at >= head.length && (at - head.length) / row.length >= times) {
                    return -1;
                }
                int next = at < head.length ? head[(int) at] : row[(int) ((at - head.length) % row.length)];
                at++;
                return next;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                for (int i = 0; i < length; i++) {
                    int next = read();
                    if (next < 0) {
                        return i == 0 ? -1 : i;
                    }
                    into[from + i] = (byte) next;
                }
                return length;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"result\":{}}",
                "{\"result\":{\"transactions\":{}}}",
                "{\"result\":{\"transactions\":[1]}}",
                "{\"result\":{\"transactions\":[{\"id\":\"a\",\"id\":\"b\"}]}}",
                "{\"result\":{\"transactions\":[{\"id\":\"a\",\"amount\":1.0,\"state\":2,\"time\":1772434800000}]}}",
                "{\"result\":{\"transactions\":[{\"id\":\"a\",\"amount\":\"1\",\"state\":2}]}}",
                "{\"result\":{\"transactions\":[]",
                "{\"result\":{\"transactions\":[]}} }",
            })
    void aDocumentThatIsNotRightIsRefused(String text) {
        assertThatThrownBy(() -> read("payme", text))
                .isInstanceOf(FileRefused.class)
                .hasMessageStartingWith("line ");
    }

    @Test
    void aDocumentIsWholeOrNothingWhereverItIsCut() {
        var text = PAYME.stripTrailing();
        for (int length = 0; length < text.length(); length++) {
            var cut = text.substring(0, length);
            assertThatThrownBy(() -> read("payme", cut)).isInstanceOf(FileRefused.class);
        }
    }
}
