package sandbox.correspondent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import sandbox.books.BookEntry;
import sandbox.books.Books;

/** The gateway's account at the bank, in the bank's books: what moved, what is left, and a statement of a day. */
record Nostro(Books books, String link, String currency, String account) {

    static final long BEGINNING = 1_000_000_00;
    static final String DEBIT = "DEBIT";
    static final String CREDIT = "CREDIT";

    private static final ZoneId ZONE = ZoneId.of("Asia/Tashkent");

    long balance() {
        return BEGINNING + moved(moves());
    }

    /** As camt.053 for a day in Tashkent. */
    String statement(Paper paper, LocalDate day) {
        var all = moves();
        var before = moved(all.stream().filter(it -> day(it).isBefore(day)).toList());
        var of = all.stream().filter(it -> day(it).equals(day)).toList();
        long opening = BEGINNING + before;
        long closing = opening + moved(of);
        // Every statement has an id of its own: a day that is not over yet may be asked for twice.
        var id = "STMT-%s-%s-%s-%d".formatted(link, currency, day.toString().replace("-", ""), of.size());
        return paper.envelope(id, "camt.053.001.08", """
                <BkToCstmrStmt><GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr><Stmt><Id>%s</Id>\
                <StmtPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></StmtPgntn><CreDtTm>%s</CreDtTm>\
                <Acct><Id><Othr><Id>%s</Id></Othr></Id><Ccy>%s</Ccy></Acct>%s%s%s</Stmt></BkToCstmrStmt>""".formatted(
                        id,
                        Paper.now(),
                        id,
                        Paper.now(),
                        account,
                        currency,
                        balance("OPBD", opening, day),
                        balance("CLBD", closing, day),
                        of.stream().map(it -> line(it, day)).collect(Collectors.joining())));
    }

    private List<BookEntry> moves() {
        var moves = new ArrayList<BookEntry>();
        try (var all = books.entries()) {
            all.filter(it -> it.kind().equals(DEBIT) || it.kind().equals(CREDIT))
                    .filter(it -> it.currency().equals(currency)
                            && link.equals(it.facts().get("link")))
                    .forEach(moves::add);
        }
        return moves;
    }

    private static long moved(List<BookEntry> all) {
        return all.stream()
                .mapToLong(it -> it.kind().equals(CREDIT) ? it.amount() : -it.amount())
                .sum();
    }

    private static LocalDate day(BookEntry it) {
        return LocalDate.ofInstant(Instant.parse(it.at()), ZONE);
    }

    private String balance(String kind, long minor, LocalDate day) {
        return """
                <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp>%s<CdtDbtInd>%s</CdtDbtInd>\
                <Dt><Dt>%s</Dt></Dt></Bal>\
                """.formatted(kind, Paper.amount("Amt", currency, Math.abs(minor)), minor < 0 ? "DBIT" : "CRDT", day);
    }

    private static String line(BookEntry it, LocalDate day) {
        return """
                <Ntry>%s<CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%s</Dt></BookgDt>\
                <ValDt><Dt>%s</Dt></ValDt><AcctSvcrRef>%s</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>%s</Cd>\
                <SubFmlyCd>XBCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><MsgId>%s</MsgId>\
                <InstrId>%s</InstrId><EndToEndId>%s</EndToEndId>%s</Refs></TxDtls>\
                </NtryDtls></Ntry>\
                """.formatted(
                        Paper.amount("Amt", it.currency(), it.amount()),
                        it.kind().equals(CREDIT) ? "CRDT" : "DBIT",
                        day,
                        day,
                        it.facts().getOrDefault("own", ""),
                        it.kind().equals(CREDIT) ? "RCDT" : "ICDT",
                        it.facts().getOrDefault("message", ""),
                        it.facts().getOrDefault("instruction", ""),
                        it.facts().getOrDefault("endToEnd", ""),
                        // Money that another account of ours sent is behind no transfer.
                        it.facts().containsKey("message") ? "<UETR>" + it.reference() + "</UETR>" : "");
    }
}
