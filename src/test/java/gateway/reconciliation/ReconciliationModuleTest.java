package gateway.reconciliation;

import static gateway.reconciliation.ReconciliationRig.done;
import static gateway.reconciliation.ReconciliationRig.get;
import static gateway.reconciliation.ReconciliationRig.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.ledger.Purpose;
import gateway.reconciliation.Breaks.State;
import gateway.rulebook.BankTime;
import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Three books of a day in a real database: what was falsified is found, and repaired once. */
class ReconciliationModuleTest {

    private static final LocalDate NEXT = Generated.DAY.plusDays(1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyFalsehoodIsFoundAndNothingElse(long seed) {
        var world = new Generated(seed, 5_000, 60);
        try (var rig = new ReconciliationRig(world)) {
            get(rig.add(Book.THEIRS, world.theirs()));
            get(rig.add(Book.BANK, world.bank()));

            var first = rig.run();
            assertThat(rig.open(world)).isEqualTo(world.expected);

            assertThat(rig.run().breaks()).as("found again").isEqualTo(first.breaks());
            assertThat(rig.open(world)).isEqualTo(world.expected);

            get(rig.add(Book.THEIRS, world.theirsNextDay()));
            rig.run();
            var left = new TreeSet<>(world.expected);
            left.removeAll(world.closeNextDay);
            assertThat(world.closeNextDay).isNotEmpty();
            assertThat(rig.open(world)).as("timing closes by itself").isEqualTo(left);
            assertThat(rig.breaks(State.EXPLAINED))
                    .hasSize(world.closeNextDay.size())
                    .allSatisfy(it -> assertThat(it.closedBy()).isNull());
        }
    }

    @Test
    void aFileIsImportedOnceAndWholeOrNotAtAll() {
        var world = new Generated(4, 2_500, 0);
        try (var rig = new ReconciliationRig(world)) {
            var text = world.theirs();
            var cut = text.substring(0, text.lastIndexOf("TOTAL"));
            assertThatProblem(rig.add(Book.THEIRS, cut), ReconciliationProblem.DAY_FILE_REFUSED, "cut off");
            assertThat(rig.count("select count(*) from reconciliation.line where book = 'theirs'"))
                    .isZero();
            assertThat(rig.count("select count(*) from reconciliation.file")).isZero();

            var first = get(rig.add(Book.THEIRS, text));
            var again = get(rig.add(Book.THEIRS, text));
            assertThatProblem(
                    rig.add(Book.THEIRS, text.replaceFirst("10:\\d\\d", "11:00")),
                    ReconciliationProblem.DAY_FILE_CHANGED,
                    "nothing was changed");

            assertThat(first.known()).isFalse();
            assertThat(again.known()).isTrue();
            assertThat(again.file().lines()).isEqualTo(2_500);
            assertThat(rig.count("select count(*) from reconciliation.line where book = 'theirs'"))
                    .isEqualTo(2_500);
            assertThat(rig.metered("oqim_reconciliation_files", "outcome", "changed"))
                    .isEqualTo(1);
        }
    }

    /** Rows that stand there twice would be as many falsehoods; days on which nothing happened look alike. */
    @Test
    void theSameFileUnderAnotherNameIsTheSameFile() {
        var world = new Generated(14, 10, 0);
        try (var rig = new ReconciliationRig(world)) {
            var row = """
                    {"jsonrpc":"2.0","id":1,"result":[{"refNum":"033812345678","ext":"e-1","tranType":"DEBIT",
                    "date12":"260302213010","amount":100000,"currency":"860","stan":"213010","terminalId":"9",
                    "status":"OK"}]}""";
            var nothing = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}";

            assertThat(get(uzcard(rig, "one", Generated.DAY, row)).known()).isFalse();
            var again = get(uzcard(rig, "two", Generated.DAY, row));
            assertThat(again.known()).isTrue();
            assertThat(again.file().id()).isEqualTo("one");
            assertThat(get(uzcard(rig, null, NEXT, row)).known()).isTrue();
            assertThat(get(uzcard(rig, null, Generated.DAY, nothing)).known()).isFalse();
            assertThat(get(uzcard(rig, null, NEXT, nothing)).known()).isFalse();

            assertThat(rig.count("select count(*) from reconciliation.line where book = 'theirs'"))
                    .isEqualTo(1);
            assertThat(rig.count("select count(*) from reconciliation.file")).isEqualTo(3);
        }
    }

    private static Mono<ImportFile.Result> uzcard(
            ReconciliationRig rig, @Nullable String id, LocalDate day, String text) {
        var uzcard = rig.node.bean(Counterparties.class).find("uzcard").orElseThrow();
        return rig.node
                .bean(ImportFile.class)
                .add(new ImportFile.Upload(
                        uzcard, Book.THEIRS, false, day, id, "dilnoza", ReconciliationRig.file(text)));
    }

    /** A file that is wrong in one number must not decide what every other one is compared with. */
    @Test
    void aFileOfADayToComeOrOfMoreThanThereIsIsRefused() {
        var world = new Generated(8, 10, 0);
        try (var rig = new ReconciliationRig(world)) {
            assertThatProblem(
                    rig.add(Book.THEIRS, file("2062-03-02", "")),
                    ReconciliationProblem.DAY_FILE_REFUSED,
                    "yet to come");
            var row = "%s;1;60000000000000000;UZS;D;10;2026-03-02 10:00:00\n";
            assertThatProblem(
                    rig.add(
                            Book.THEIRS,
                            file("2026-03-02", row.formatted("a") + row.formatted("a"))
                                    .replace("TOTAL;0;0", "TOTAL;2;120000000000000000")),
                    ReconciliationProblem.DAY_FILE_REFUSED,
                    "line 4 makes it more");

            assertThat(rig.count("select count(*) from reconciliation.file")).isZero();
        }
    }

    /** A bank that is closed on Saturday tells on Monday what it booked for it. */
    @Test
    void ourBookIsReadForEveryDaySinceTheLastFile() {
        var world = new Generated(9, 10, 0);
        try (var rig = new ReconciliationRig(world)) {
            get(rig.add(Book.THEIRS, file("2026-03-13", "")));
            get(rig.add(Book.THEIRS, file("2026-03-16", "")));
            assertThat(days(rig)).isEqualTo("2026-03-12 2026-03-13 2026-03-14 2026-03-15 2026-03-16");

            get(rig.add(Book.THEIRS, file("2026-04-20", "")));
            assertThat(rig.count("select count(*) from reconciliation.our_day where day > date '2026-03-16'"))
                    .as("no further back than lines may lie")
                    .isEqualTo(8);
        }
    }

    private static String days(ReconciliationRig rig) {
        return get(rig.node
                .bean(DatabaseClient.class)
                .sql("select string_agg(day::text, ' ' order by day) as days from reconciliation.our_day")
                .map(row -> row.get("days", String.class))
                .one());
    }

    private static String file(String day, String rows) {
        return "HUMO;HUMO-%s;%s\npaymentRef;paymentID;amount;currency;direction;action;time\n%sTOTAL;0;0\n"
                .formatted(day, day, rows);
    }

    /** Silence says nothing about movements, so it has to be seen by itself, also after every node was restarted. */
    @Test
    void aBookThatNobodyTellsIsSeen() {
        var world = new Generated(10, 10, 0);
        try (var rig = new ReconciliationRig(world)) {
            var watch = rig.node.bean(WatchFiles.class);
            watch.round().block();
            var today = LocalDate.now(BankTime.ZONE);
            assertThat(toldUntil(rig, "bank")).isBetween(today.minusDays(1), today);

            get(rig.add(Book.THEIRS, file("2026-03-13", "")));
            sql(rig, "update reconciliation.expected set since = date '2026-03-02'");
            watch.round().block();

            assertThat(toldUntil(rig, "theirs")).isEqualTo(LocalDate.of(2026, 3, 13));
            assertThat(toldUntil(rig, "bank")).isEqualTo(LocalDate.of(2026, 3, 2));
            var correspondent = rig.node
                    .bean(MeterRegistry.class)
                    .find("oqim_reconciliation_told_until_seconds")
                    .tag("counterparty", "debk-usd");
            assertThat(correspondent.gauges())
                    .as("the bank tells of it as of everybody")
                    .hasSize(2);
        }
    }

    private static LocalDate toldUntil(ReconciliationRig rig, String book) {
        var end = rig.node
                .bean(MeterRegistry.class)
                .get("oqim_reconciliation_told_until_seconds")
                .tags("counterparty", "humo", "book", book)
                .gauge()
                .value();
        return Instant.ofEpochSecond(Math.round(end))
                .atZone(BankTime.ZONE)
                .toLocalDate()
                .minusDays(1);
    }

    private static void sql(ReconciliationRig rig, String statement) {
        rig.node.bean(DatabaseClient.class).sql(statement).then().block();
    }

    /** One bank's name for two entries makes no movement that came and went: both are found. */
    @Test
    void entriesOfTwoStatementsThatAreCalledTheSameAreTwo() {
        var world = new Generated(11, 10, 0);
        try (var rig = new ReconciliationRig(world)) {
            var debk = rig.node.bean(Counterparties.class).find("debk-usd").orElseThrow();
            var files = rig.node.bean(ImportFile.class);
            for (var text : List.of(
                    statement("2026-03-02", "0.00", "CRDT", "5.00"), statement("2026-03-03", "5.00", "DBIT", "0.00"))) {
                get(files.add(new ImportFile.Upload(
                        debk, Book.THEIRS, true, null, null, "dilnoza", ReconciliationRig.file(text))));
            }

            var found = get(rig.node.bean(Reconcile.class).run(debk));

            assertThat(found.breaks()).isEqualTo(2);
        }
    }

    private static String statement(String day, String opening, String side, String closing) {
        var balance = """
                <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="USD">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                <Dt><Dt>%s</Dt></Dt></Bal>
                """;
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>M-%1$s</MsgId></GrpHdr><Stmt><Id>S-%1$s</Id>
                <Acct><Id><Othr><Id>NOSTRO-USD-001</Id></Othr></Id><Ccy>USD</Ccy></Acct>%2$s%3$s
                <Ntry><NtryRef>E-1</NtryRef><Amt Ccy="USD">5.00</Amt><CdtDbtInd>%4$s</CdtDbtInd><Sts>BOOK</Sts>
                <BookgDt><Dt>%1$s</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>
                """.formatted(
                        day, balance.formatted("OPBD", opening, day), balance.formatted("CLBD", closing, day), side);
    }

    @Test
    void eightImportsAtOnceAreOne() {
        var world = new Generated(5, 1_200, 0);
        try (var rig = new ReconciliationRig(world)) {
            var path = ReconciliationRig.file(world.theirs());

            var results = get(Flux.fromStream(IntStream.range(0, 8).boxed())
                    .flatMap(_ -> rig.add(Book.THEIRS, path, null), 8)
                    .collectList());

            assertThat(results).filteredOn(it -> !it.known()).hasSize(1);
            assertThat(rig.count("select count(*) from reconciliation.line where book = 'theirs'"))
                    .isEqualTo(1_200);
        }
    }

    @Test
    void twoPeopleRepairABreakOnceHoweverOftenItIsDone() {
        var world = new Generated(6, 400, 15);
        try (var rig = new ReconciliationRig(world)) {
            get(rig.add(Book.THEIRS, world.theirs()));
            get(rig.add(Book.BANK, world.bank()));
            rig.run();
            var broken = only(rig, BreakKind.AMOUNT, Book.THEIRS);
            var repairs = rig.node.bean(PostRepairs.class);
            var content = BreakId.text(broken.id());

            var act = get(rig.acts().propose("repair-break", content, "They sent a slip", staff("dilnoza")));
            assertThatThrownBy(() -> get(rig.acts().approve(act.id(), "Fine", staff("dilnoza"))))
                    .isInstanceOf(ProblemException.class);
            get(rig.acts().approve(act.id(), "Fine", staff("rustam")));
            get(rig.acts().approve(act.id(), "Fine", staff("rustam")));
            var approved = get(rig.node.bean(Breaks.class).approved(10).collectList());
            get(Flux.fromStream(IntStream.range(0, 16).boxed())
                    .flatMap(
                            _ -> Flux.fromIterable(approved)
                                    .flatMap(repairs::post)
                                    .then(Mono.just(1)),
                            16)
                    .collectList());
            done(repairs.round());

            var repaired = get(rig.node.bean(Breaks.class).find(broken.id()));
            assertThat(repaired.state()).isEqualTo(State.REPAIRED);
            assertThat(repaired.act()).isEqualTo(act.id());
            assertThat(adjustments(rig)).singleElement().satisfies(it -> {
                assertThat(it.reference()).isEqualTo(broken.id());
                assertThat(it.id()).isEqualTo(repaired.transfer());
                assertThat(it.amount().minor()).isEqualTo(broken.found().correction());
                assertThat(it.debit()).isEqualTo("clearing:humo");
                assertThat(it.credit()).isEqualTo("suspense");
            });
            rig.run();
            assertThat(rig.open(world)).hasSize(world.expected.size() - 1);
            assertThat(rig.count("select count(*) from reconciliation.line where not agreed and item = '"
                            + broken.found().item() + "'"))
                    .as("the repaired item agrees now")
                    .isZero();
            assertThatProblem(
                    rig.acts().propose("repair-break", content, "Again", staff("dilnoza")),
                    ReconciliationProblem.BREAK_CLOSED,
                    "repaired");
        }
    }

    /** Somebody may leave the pack while a repair of theirs is on its way. */
    @Test
    void aRepairThatCannotBePostedHoldsNoOtherUp() {
        var world = new Generated(13, 400, 15);
        try (var rig = new ReconciliationRig(world)) {
            get(rig.add(Book.THEIRS, world.theirs()));
            get(rig.add(Book.BANK, world.bank()));
            rig.run();
            var breaks = rig.node.bean(Breaks.class);
            for (var kind : List.of(BreakKind.AMOUNT, BreakKind.MISSING_THERE)) {
                done(breaks.approve(only(rig, kind, Book.THEIRS).id(), new UUID(0, kind.ordinal())));
            }
            var approved = get(breaks.approved(10).collectList());
            sql(
                    rig,
                    "update reconciliation.break set counterparty = 'nobody' where id = '"
                            + approved.getFirst().id() + "'");

            assertThatProblem(
                    rig.node.bean(PostRepairs.class).round(),
                    ReconciliationProblem.COUNTERPARTY_NOT_FOUND,
                    "Known are");

            assertThat(get(breaks.find(approved.getLast().id())).state()).isEqualTo(State.REPAIRED);
        }
    }

    /** A repair is a document, and the bank's statement of the next day tells of it: that is no break. */
    @Test
    void theBankMayBookARepairOrNot() {
        var world = new Generated(12, 400, 15);
        try (var rig = new ReconciliationRig(world)) {
            get(rig.add(Book.THEIRS, world.theirs()));
            get(rig.add(Book.BANK, world.bank()));
            rig.run();
            var broken = only(rig, BreakKind.AMOUNT, Book.THEIRS);
            assertThat(broken.found().alone()).isEqualTo(Alone.THEIRS);
            var act = get(
                    rig.acts().propose("repair-break", BreakId.text(broken.id()), "They are right", staff("dilnoza")));
            get(rig.acts().approve(act.id(), "Fine", staff("rustam")));
            done(rig.node.bean(PostRepairs.class).round());
            rig.run();
            var open = rig.open(world);

            var repair = get(rig.node.bean(Breaks.class).find(broken.id())).transfer();
            var correction = BigDecimal.valueOf(broken.found().correction(), 2).toPlainString();
            get(rig.add(Book.THEIRS, world.theirsNextDay()));
            get(rig.add(Book.BANK, """
                    ABS;ABS-%s;%s
                    document;amount;currency;side;day
                    doc_%s;%s;UZS;debit;%s
                    TOTAL;1;%s
                    """.formatted(NEXT, NEXT, repair, correction, NEXT, correction)));
            rig.run();

            open.removeAll(world.closeNextDay);
            assertThat(rig.open(world)).isEqualTo(open);
        }
    }

    @Test
    void whatNoEntryRepairsIsExplainedByTwoAndStaysSo() {
        var world = new Generated(7, 400, 15);
        try (var rig = new ReconciliationRig(world)) {
            get(rig.add(Book.THEIRS, world.theirs()));
            get(rig.add(Book.BANK, world.bank()));
            rig.run();
            var broken = only(rig, BreakKind.MISSING_AT_BANK, Book.BANK);
            var content = BreakId.text(broken.id());

            assertThatProblem(
                    rig.acts().propose("repair-break", content, "No", staff("dilnoza")),
                    ReconciliationProblem.BREAK_NOT_POSTABLE,
                    "document");
            var act = get(rig.acts().propose("explain-break", content, "Told on paper", staff("dilnoza")));
            get(rig.acts().approve(act.id(), "Seen", staff("rustam")));
            rig.run();

            assertThat(get(rig.node.bean(Breaks.class).find(broken.id()))).satisfies(it -> {
                assertThat(it.state()).isEqualTo(State.EXPLAINED);
                assertThat(it.closedBy()).isEqualTo("dilnoza");
                assertThat(it.note()).isEqualTo("Told on paper");
            });
            assertThat(adjustments(rig)).isEmpty();
        }
    }

    @Test
    void oneNodeComparesWhatWasAskedForAndNothingIsCountedTwice() {
        var world = new Generated(8, 300, 15);
        try (var rig = new ReconciliationRig(world)) {
            get(rig.add(Book.THEIRS, world.theirs()));
            get(rig.add(Book.BANK, world.bank()));
            var compare = rig.node.bean(CompareBooks.class);

            get(Flux.just(1, 2, 3).flatMap(_ -> compare.round().thenReturn(1)).collectList());
            done(rig.node.bean(CountBreaks.class).round());

            assertThat(rig.open(world)).isEqualTo(world.expected);
            assertThat(get(rig.node.bean(Runs.class).last().collectList()))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.waiting()).isFalse();
                        assertThat(it.summary().breaks()).isEqualTo(world.expected.size());
                    });
            assertThat(rig.node
                            .bean(io.micrometer.core.instrument.MeterRegistry.class)
                            .find("oqim_reconciliation_open_breaks")
                            .tags("kind", "status", "age", "8+")
                            .gauge()
                            .value())
                    .isEqualTo(2);
        }
    }

    @Test
    void manyWhoCompareAtOnceFindTheSameAndHinderNobody() {
        var world = new Generated(9, 2_000, 30);
        try (var rig = new ReconciliationRig(world)) {
            get(rig.add(Book.THEIRS, world.theirs()));
            get(rig.add(Book.BANK, world.bank()));

            get(Flux.range(0, 6)
                    .flatMap(_ -> rig.node.bean(Reconcile.class).run(rig.humo()), 6)
                    .collectList());

            assertThat(rig.open(world)).isEqualTo(world.expected);
        }
    }

    @Test
    void silenceClosesNothing() {
        var world = new Generated(10, 300, 15);
        try (var rig = new ReconciliationRig(world)) {
            get(rig.add(Book.THEIRS, world.theirs()));
            get(rig.add(Book.BANK, world.bank()));
            rig.run();
            var atBank = only(rig, BreakKind.MISSING_AT_BANK, Book.BANK);
            var item = atBank.found().item();
            var silent = BreakRules.of(
                    new Item(
                            item,
                            get(rig.node.bean(Lines.class).find("humo", item, 10))
                                    .lines()),
                    new Terms(java.util.Set.of(Generated.DAY), ToldDays.of(java.util.Set.of()), Generated.DAY, null));

            assertThat(silent.heard()).containsExactly(Book.THEIRS);
            done(rig.node
                    .bean(Breaks.class)
                    .found("humo", java.util.Map.of(Book.THEIRS, List.of(item)), List.of(), Instant.now()));

            assertThat(get(rig.node.bean(Breaks.class).find(atBank.id())).state())
                    .isEqualTo(State.OPEN);
        }
    }

    private static Breaks.Stored only(ReconciliationRig rig, BreakKind kind, Book against) {
        return rig.breaks(State.OPEN).stream()
                .filter(it -> it.found().kind() == kind && it.found().against() == against)
                .findFirst()
                .orElseThrow();
    }

    private static List<Movement> adjustments(ReconciliationRig rig) {
        return get(rig.node
                .bean(Movements.class)
                .on(
                        "clearing:humo",
                        Instant.now().minusSeconds(3_600),
                        Instant.now().plusSeconds(60))
                .filter(it -> it.purpose() == Purpose.ADJUSTMENT)
                .collectList());
    }

    private static void assertThatProblem(Mono<?> asked, ProblemType type, String detail) {
        assertThatThrownBy(() -> get(asked))
                .isInstanceOf(ProblemException.class)
                .satisfies(it -> assertThat(((ProblemException) it).type()).isEqualTo(type))
                .hasMessageContaining(detail);
    }
}
