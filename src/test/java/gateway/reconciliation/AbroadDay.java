package gateway.reconciliation;

import gateway.crossborder.RemittanceNames;
import gateway.shared.ids.TimeOrderedIds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A day with a correspondent by three books, with falsehoods in it: our ledger, the correspondent's statement of our
 * account there, and the bank's statements of the two accounts on which it keeps what we owe and what lies there.
 */
final class AbroadDay {

    static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    static final String OWED = "22602840900000007006";
    static final String LYING = "10501840900000007009";

    private static final long FIRST = 0x0190_1000_0000L;
    private static final int BOUGHT = 4;
    private static final int SETTLED = 5;
    private static final int LATE_HOUR = 18;

    final List<Posting> ledger = new ArrayList<>();
    final TreeSet<String> expected = new TreeSet<>();
    final TreeSet<String> closeNextDay = new TreeSet<>();
    private final List<Entry> theirs = new ArrayList<>();
    private final List<Entry> theirsNextDay = new ArrayList<>();
    private final List<Entry> owed = new ArrayList<>();
    private final List<Entry> owedNextDay = new ArrayList<>();
    private final List<Entry> lying = new ArrayList<>();
    private int number;

    /** A transfer of our ledger, by the labels of its accounts. */
    record Posting(UUID id, UUID reference, String debit, String credit, long minor, int purpose, Instant at) {}

    /** A line of a statement. */
    record Entry(String name, long minor, boolean credit) {}

    /** Ways in which the books can be false. */
    enum Way {
        LOST_THERE,
        LOST_AT_BANK,
        INVENTED_THERE,
        INVENTED_AT_BANK,
        UNKNOWN_TO_US,
        AMOUNT_THERE,
        AMOUNT_AT_BANK,
        AMOUNT_HERE,
        AMOUNT_EVERYWHERE,
        TWICE_THERE,
        TWICE_AT_BANK,
        HALF_AT_BANK,
        LATE_THERE,
        LATE_AT_BANK,
        REVERSED_THERE
    }

    /** A remittance of ours. */
    private record Sent(UUID id, long minor) {

        String name() {
            return RemittanceNames.endToEnd(id);
        }

        String bought() {
            return "doc_" + TimeOrderedIds.derive(id, BOUGHT);
        }

        String settled() {
            return "doc_" + TimeOrderedIds.derive(id, SETTLED);
        }
    }

    AbroadDay(int honest, int rounds) {
        for (int i = 0; i < honest; i++) {
            honest(i);
        }
        for (int round = 0; round < rounds; round++) {
            for (var way : Way.values()) {
                put(way);
            }
        }
    }

    private void honest(int turn) {
        if (turn % 10 == 9) {
            funded();
            return;
        }
        var it = sent(10);
        there(it.name(), it.minor());
        owed.add(new Entry(it.bought(), it.minor(), true));
        if (turn % 3 != 0) {
            settled(it);
            owed.add(new Entry(it.settled(), it.minor(), false));
            lying.add(new Entry(it.settled(), it.minor(), true));
        }
    }

    private void funded() {
        var act = id();
        long minor = 50_000_00 + number;
        var transfer = TimeOrderedIds.derive(act, 1);
        ledger.add(new Posting(transfer, act, "nostro:debk", "treasury", minor, 20, at(9)));
        theirs.add(new Entry(RemittanceNames.funding(act), minor, true));
        lying.add(new Entry("doc_" + transfer, minor, false));
    }

    private UUID id() {
        number++;
        return new UUID((FIRST + number) << 16 | 0x7000L, 0x8000_0000_0000_0000L | (long) number << 8 | number % 16);
    }

    private Sent sent(int hour) {
        var id = id();
        var it = new Sent(id, 100_00 + number * 7L);
        ledger.add(new Posting(
                TimeOrderedIds.derive(id, BOUGHT), id, "fx-position", "correspondent:debk", it.minor(), 13, at(hour)));
        return it;
    }

    private void settled(Sent it) {
        ledger.add(new Posting(
                TimeOrderedIds.derive(it.id(), SETTLED),
                it.id(),
                "correspondent:debk",
                "nostro:debk",
                it.minor(),
                10,
                at(11)));
    }

    private static Instant at(int hour) {
        return DAY.atTime(hour, 0).toInstant(ZoneOffset.ofHours(5));
    }

    private void there(String name, long minor) {
        theirs.add(new Entry(name, minor, false));
    }

    private void atBank(String name, long minor) {
        owed.add(new Entry(name, minor, true));
    }

    private void put(Way way) {
        switch (way) {
            case INVENTED_THERE -> {
                there("FEE-" + id(), 7_00);
                expect(
                        BreakKind.MISSING_HERE,
                        Book.THEIRS,
                        Alone.THEIRS,
                        "x:" + theirs.getLast().name());
            }
            case INVENTED_AT_BANK -> {
                atBank("MEMO-" + id(), 7_00);
                expect(
                        BreakKind.MISSING_HERE,
                        Book.BANK,
                        Alone.BANK,
                        "x:" + owed.getLast().name());
            }
            case UNKNOWN_TO_US -> {
                there("CHG-" + id(), 9_00);
                atBank(theirs.getLast().name(), 9_00);
                var item = "x:" + theirs.getLast().name();
                expect(BreakKind.MISSING_HERE, Book.THEIRS, Alone.OURS, item);
                expect(BreakKind.MISSING_HERE, Book.BANK, Alone.OURS, item);
            }
            case LATE_THERE, LATE_AT_BANK -> late(way, sent(LATE_HOUR));
            default -> falsify(way, sent(10));
        }
    }

    private void late(Way way, Sent it) {
        if (way == Way.LATE_THERE) {
            atBank(it.bought(), it.minor());
            theirsNextDay.add(new Entry(it.name(), it.minor(), false));
            closeNextDay.add(expect(BreakKind.TIMING, Book.THEIRS, Alone.THEIRS, it));
        } else {
            there(it.name(), it.minor());
            owedNextDay.add(new Entry(it.bought(), it.minor(), true));
            closeNextDay.add(expect(BreakKind.TIMING, Book.BANK, Alone.BANK, it));
        }
    }

    private void falsify(Way way, Sent it) {
        long more = way == Way.AMOUNT_THERE || way == Way.AMOUNT_HERE || way == Way.AMOUNT_EVERYWHERE ? 5 : 0;
        if (way != Way.LOST_THERE) {
            there(it.name(), it.minor() + more);
        }
        if (way != Way.LOST_AT_BANK) {
            atBank(it.bought(), it.minor() + atBankMore(way));
        }
        switch (way) {
            case LOST_THERE -> expect(BreakKind.MISSING_THERE, Book.THEIRS, Alone.THEIRS, it);
            case LOST_AT_BANK -> expect(BreakKind.MISSING_AT_BANK, Book.BANK, Alone.BANK, it);
            case AMOUNT_THERE -> expect(BreakKind.AMOUNT, Book.THEIRS, Alone.THEIRS, it);
            case AMOUNT_AT_BANK -> expect(BreakKind.AMOUNT, Book.BANK, Alone.BANK, it);
            case AMOUNT_HERE -> both(BreakKind.AMOUNT, Alone.OURS, it);
            case AMOUNT_EVERYWHERE -> both(BreakKind.AMOUNT, Alone.EACH, it);
            case TWICE_THERE -> {
                there(it.name(), it.minor());
                expect(BreakKind.DUPLICATE_THERE, Book.THEIRS, Alone.THEIRS, it);
            }
            case TWICE_AT_BANK -> {
                atBank(it.bought(), it.minor());
                expect(BreakKind.DUPLICATE_AT_BANK, Book.BANK, Alone.BANK, it);
            }
            case HALF_AT_BANK -> {
                settled(it);
                owed.add(new Entry(it.settled(), it.minor(), false));
                expect(BreakKind.REVERSED, Book.BANK, Alone.BANK, it);
            }
            default -> {
                theirs.add(new Entry(it.name(), it.minor(), true));
                expect(BreakKind.REVERSED, Book.THEIRS, Alone.THEIRS, it);
            }
        }
    }

    private static long atBankMore(Way way) {
        return switch (way) {
            case AMOUNT_AT_BANK, AMOUNT_EVERYWHERE -> 7;
            case AMOUNT_HERE -> 5;
            default -> 0;
        };
    }

    private void both(BreakKind kind, Alone alone, Sent it) {
        expect(kind, Book.THEIRS, alone, it);
        expect(kind, Book.BANK, alone, it);
    }

    private String expect(BreakKind kind, Book against, Alone alone, Sent it) {
        return expect(kind, against, alone, it.id().toString());
    }

    private String expect(BreakKind kind, Book against, Alone alone, String item) {
        var said = said(kind, against, alone, item);
        expected.add(said);
        return said;
    }

    static String said(BreakKind kind, Book against, Alone alone, String item) {
        return kind.code() + " " + against.code() + " " + alone.code() + " " + item;
    }

    String theirs() {
        return statement("S-1", "NOSTRO-USD-001", DAY, theirs);
    }

    String theirsNextDay() {
        return statement("S-2", "NOSTRO-USD-001", DAY.plusDays(1), theirsNextDay);
    }

    /** The bank's, of what we owe. */
    String owed() {
        return statement("ABS-1", OWED, DAY, owed);
    }

    /** The bank's, of what lies there. */
    String lying() {
        return statement("ABS-2", LYING, DAY, lying);
    }

    String owedNextDay() {
        return statement("ABS-3", OWED, DAY.plusDays(1), owedNextDay);
    }

    String lyingNextDay() {
        return statement("ABS-4", LYING, DAY.plusDays(1), List.of());
    }

    private static String statement(String id, String account, LocalDate day, List<Entry> entries) {
        long sum = entries.stream()
                .mapToLong(it -> it.credit() ? it.minor() : -it.minor())
                .sum();
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>M-%1$s</MsgId></GrpHdr><Stmt><Id>%1$s</Id>
                <Acct><Id><Othr><Id>%2$s</Id></Othr></Id><Ccy>USD</Ccy></Acct>%3$s%4$s
                %5$s</Stmt></BkToCstmrStmt></Document>
                """.formatted(
                        id,
                        account,
                        balance("OPBD", 0, day),
                        balance("CLBD", sum, day),
                        entries.stream().map(it -> entry(it, day)).collect(Collectors.joining("\n")));
    }

    private static String balance(String kind, long minor, LocalDate day) {
        return """
                <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="USD">%s</Amt><CdtDbtInd>%s</CdtDbtInd>
                <Dt><Dt>%s</Dt></Dt></Bal>
                """.formatted(kind, major(Math.abs(minor)), minor < 0 ? "DBIT" : "CRDT", day);
    }

    private static String entry(Entry it, LocalDate day) {
        return """
                <Ntry><NtryRef>1</NtryRef><Amt Ccy="USD">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts>BOOK</Sts>
                <BookgDt><Dt>%s</Dt></BookgDt><NtryDtls><TxDtls><Refs>
                <EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls>
                </Ntry>""".formatted(major(it.minor()), it.credit() ? "CRDT" : "DBIT", day, it.name());
    }

    private static String major(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }
}
