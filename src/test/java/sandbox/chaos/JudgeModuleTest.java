package sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static sandbox.chaos.TrueBooks.ARRIVAL;
import static sandbox.chaos.TrueBooks.BY_VISA;
import static sandbox.chaos.TrueBooks.CARD_ARRIVAL;
import static sandbox.chaos.TrueBooks.CARD_TOP_UP;
import static sandbox.chaos.TrueBooks.CARD_TO_CARD;
import static sandbox.chaos.TrueBooks.CHARGED;
import static sandbox.chaos.TrueBooks.DECLINED;
import static sandbox.chaos.TrueBooks.FROM_WALLET;
import static sandbox.chaos.TrueBooks.INVOICE;
import static sandbox.chaos.TrueBooks.MERCHANT;
import static sandbox.chaos.TrueBooks.REFUND;
import static sandbox.chaos.TrueBooks.REMITTANCE;
import static sandbox.chaos.TrueBooks.TOPPED_UP;
import static sandbox.chaos.TrueBooks.TOP_UP;
import static sandbox.chaos.TrueBooks.uuid;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sandbox.books.BookEntry;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** Whatever is not true in the books, the rule that it breaks says so, and no other: the controls of every rule. */
class JudgeModuleTest {

    private static final Database DATABASE = Stores.database();

    private static final String BALANCED = "I1 debits are credits in every asset";
    private static final String SUMS = "I2 every account is the sum of its transfers and holds";
    private static final String OVERDRAWN = "I2 no customer and no merchant is below zero";
    private static final String PARTIES = "I2 a payment moved its payer's and its payee's account";
    private static final String LEGS = "I3 a payment's legs are in the rails' books exactly as its state says";
    private static final String NOBODYS = "I3 no rail moved money that belongs to no payment";
    private static final String CLEARING = "I3 the clearing accounts are what the rails' books say";
    private static final String PROMISES = "I4 what a customer was told is still true";
    private static final String KEYS = "I5 one key is one payment";
    private static final String FINAL = "I6 every payment is final";
    private static final String OPERATOR = "I6 no payment needs an operator";
    private static final String HOLDS = "I7 no hold is left";
    private static final String TRANSIT = "I7 no money is left in transit";
    private static final String LEGAL = "I8 everything went a legal way";
    private static final String GAPS = "I10 no event is missing between two";
    private static final String TOLD = "I10 the last event of everything says how it stands";
    private static final String REVERSED = "I15 nothing that completed was reversed";
    private static final String TRACES = "I17 no two messages to VISA have one trace";
    private static final String READABLE = "the rails' books are readable";

    private static final String HOLD = """
            insert into ledger.hold (shard, id, debit, credit, amount_minor, asset, purpose, reference, state,
                                     expires_at)
            select 0, gen_random_uuid(), d.id, c.id, 7, 'UZS', 1, d.id, %d, now()
              from ledger.account d, ledger.account c where d.label = 'wallet' and c.label = 'suspense'
            """;
    private static final String RETURN = """
            update operators.transaction set state = 'returned', ended_at = now(), reason = 1 where id = '%s'
            """;
    private static final String PENDING = """
            update ledger.account set debits_pending = 7 where label = 'wallet';
            update ledger.account set credits_pending = 7 where label = 'suspense'
            """;

    @Test
    void trueBooksAreClean() throws SQLException {
        try (var books = new TrueBooks(DATABASE)) {
            assertThat(books.brokenRules()).isEmpty();
        }
    }

    @Test
    void nothingIsSaidOfPromisesThatNobodyWasGiven() throws SQLException {
        try (var books = new TrueBooks(DATABASE)) {
            var all = List.copyOf(books.rules());
            books.told.clear();

            assertThat(all).contains(PROMISES);
            assertThat(books.rules()).doesNotContain(PROMISES).hasSize(all.size() - 1);
        }
    }

    /** @param broken the rules that have to say so */
    private record Falsehood(String name, Consumer<TrueBooks> falsify, Set<String> broken) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("falsehoods")
    void exactlyTheRulesSpeakThatAreBroken(Falsehood falsehood) throws SQLException {
        try (var books = new TrueBooks(DATABASE)) {
            falsehood.falsify().accept(books);

            assertThat(books.brokenRules()).isEqualTo(falsehood.broken());
        }
    }

    @Test
    void everyRuleSpeaksSomewhere() throws SQLException {
        var spoken = new HashSet<String>();
        falsehoods().forEach(it -> spoken.addAll(it.broken()));

        try (var books = new TrueBooks(DATABASE)) {
            assertThat(spoken).containsExactlyInAnyOrderElementsOf(books.rules());
        }
    }

    static Stream<Falsehood> falsehoods() {
        return Stream.of(ledger(), parties(), rails(), cards(), promises(), keysAndEnds(), events(), wrongWays())
                .flatMap(it -> it);
    }

    private static Stream<Falsehood> ledger() {
        return Stream.of(
                falsehood("a transfer into another currency", it -> it.move("suspense", "dollars", 5), BALANCED),
                falsehood("two accounts that are off", it -> it.sql("""
                        update ledger.account set debits_posted = debits_posted + 5 where label = 'suspense';
                        update ledger.account set credits_posted = credits_posted + 5 where label = 'nostro'
                        """), SUMS),
                falsehood(
                        "one account that is off",
                        it -> it.sql("update ledger.account set debits_posted = 5 where label = 'nostro'"),
                        BALANCED,
                        SUMS),
                falsehood("a hold that no account knows", it -> it.sql(HOLD.formatted(1)), SUMS, HOLDS),
                falsehood("pending sums without a hold", it -> it.sql(PENDING), SUMS),
                falsehood("a wallet below zero", it -> it.move("wallet", "suspense", 9_999), OVERDRAWN),
                falsehood("a merchant below zero", it -> it.move("merchant", "suspense", 99_999), OVERDRAWN),
                falsehood(
                        "a hold that is left",
                        it -> {
                            it.sql(HOLD.formatted(1));
                            it.sql(PENDING);
                        },
                        HOLDS),
                falsehood("money in transit", it -> it.move("suspense", "transit", 5), TRANSIT),
                falsehood("money of the clearing", it -> it.move("clearing:visa", "suspense", 5), CLEARING));
    }

    private static Stream<Falsehood> parties() {
        return Stream.of(
                falsehood(
                        "a merchant who got another's money",
                        it -> it.confuse("credit", BY_VISA, "merchant", "other merchant"),
                        PARTIES),
                falsehood(
                        "a wallet that got another's money",
                        it -> it.confuse("credit", TOPPED_UP, "wallet", "other wallet"),
                        PARTIES),
                falsehood(
                        "a wallet that paid for another",
                        it -> {
                            it.move("suspense", "other wallet", 500);
                            it.confuse("debit", FROM_WALLET, "wallet", "other wallet");
                        },
                        PARTIES),
                falsehood(
                        "a declined payment that moved a wallet's money",
                        it -> it.move("wallet", "merchant", 100, 1, DECLINED),
                        PARTIES));
    }

    private static Stream<Falsehood> cards() {
        return Stream.of(
                falsehood(
                        "a charge of another's card",
                        it -> it.rewrite("uzcard", "u1", entry -> entry(entry, "UZS", "860000******0002")),
                        LEGS),
                falsehood(
                        "money to another's card",
                        it -> it.rewrite("humo", "h3", entry -> entry(entry, "UZS", "860000******0002")),
                        LEGS),
                falsehood(
                        "a charge in dollars",
                        it -> it.rewrite("visa", "000002:1:r2:t", entry -> entry(entry, "840", entry.card())),
                        LEGS),
                falsehood(
                        "a charge given back in dollars",
                        it -> it.rewrite(
                                "uzcard",
                                "u6",
                                entry -> entry(entry, entry.kind().equals("REVERSAL") ? "USD" : "UZS", entry.card())),
                        LEGS));
    }

    private static BookEntry entry(BookEntry it, String currency, String card) {
        return new BookEntry(it.reference(), it.kind(), it.amount(), currency, card, it.at(), it.facts());
    }

    private static Stream<Falsehood> rails() {
        return Stream.of(
                falsehood(
                        "a charge that is missing",
                        it -> it.rails.get("uzcard").removeIf(of("u1", "DEBIT")),
                        LEGS,
                        CLEARING),
                falsehood(
                        "a charge that stands there twice",
                        it -> it.book("uzcard", "u1", "DEBIT", 10_000),
                        LEGS,
                        CLEARING),
                falsehood(
                        "a charge taken back and made again",
                        it -> {
                            it.book("uzcard", "u1", "DEBIT", 1);
                            it.book("uzcard", "u1", "CREDIT", 1);
                        },
                        LEGS),
                falsehood(
                        "a card that got nothing",
                        it -> it.rails.get("humo").removeIf(of("h3", "CREDIT")),
                        LEGS,
                        CLEARING),
                falsehood(
                        "a declined payment that was charged",
                        it -> it.book("uzcard", "u5", "DEBIT", 100),
                        NOBODYS,
                        CLEARING),
                falsehood(
                        "two messages of nobody",
                        it -> {
                            it.book("humo", "h8", "DEBIT", 5);
                            it.book("humo", "h9", "CREDIT", 5);
                        },
                        NOBODYS),
                falsehood(
                        "a payment undone without its money",
                        it -> it.rails.get("uzcard").removeIf(of("u6", "REVERSAL")),
                        LEGS,
                        NOBODYS,
                        CLEARING),
                falsehood(
                        "a completed payment without its leg",
                        it -> it.sql("update payments.payment set progress = '{}' where id = '%s'", TOPPED_UP),
                        LEGS,
                        NOBODYS),
                falsehood(
                        "a completed payment that was reversed",
                        it -> it.book("visa", "000002:1:r2:t", "REVERSAL", 900),
                        LEGS,
                        CLEARING,
                        REVERSED),
                falsehood(
                        "a completed payment with a reversal of nothing",
                        it -> it.book("humo", "h3", "REVERSAL", 0),
                        REVERSED),
                falsehood("a trace used twice", it -> it.book("visa", "000001:1:r9:t", "DECLINE", 5), TRACES),
                falsehood("an unknown entry", it -> it.book("humo", "h9", "GIFT", 5), READABLE));
    }

    private static Stream<Falsehood> promises() {
        return Stream.of(
                falsehood(
                        "a told payment that is gone",
                        it -> {
                            it.sql("delete from payments.payment where id = '%s'", FROM_WALLET);
                            it.sql("delete from platform.outbox where subject = '%s'", FROM_WALLET);
                        },
                        PROMISES),
                falsehood(
                        "a told payment with another amount",
                        it -> it.sql("update payments.payment set amount_minor = 501 where id = '%s'", FROM_WALLET),
                        PARTIES,
                        PROMISES),
                asked("a payment by another card", "crd_2", "mer_" + MERCHANT, PROMISES),
                asked("a payment to another merchant", "crd_1", "mer_" + uuid("d2"), PROMISES),
                asked("a payment as it was asked for", "crd_1", "mer_" + MERCHANT),
                falsehood(
                        "a payment into a wallet instead of to a merchant",
                        it -> it.tell(
                                TOPPED_UP,
                                "key " + TOPPED_UP,
                                3_000,
                                "completed",
                                TrueBooks.body("crd_1", "mer_" + MERCHANT)),
                        PROMISES),
                falsehood(
                        "an answer with another amount",
                        it -> it.tell(BY_VISA, "key " + BY_VISA, 901, "completed"),
                        PROMISES),
                falsehood(
                        "an answer to another key", it -> it.tell(BY_VISA, "another key", 900, "completed"), PROMISES),
                falsehood("a no to what was paid", it -> it.tell(BY_VISA, "key " + BY_VISA, 900, "declined"), PROMISES),
                falsehood(
                        "a bill given up and paid",
                        it -> it.tell(BY_VISA, "key " + BY_VISA, 900, "withdrawing"),
                        PROMISES));
    }

    private static Falsehood asked(String name, String card, String merchant, String... broken) {
        return falsehood(
                name,
                it -> it.tell(BY_VISA, "key " + BY_VISA, 900, "completed", TrueBooks.body(card, merchant)),
                broken);
    }

    private static Stream<Falsehood> keysAndEnds() {
        return Stream.of(
                falsehood(
                        "two payments for one key",
                        it -> it.sql(
                                "update payments.payment set idempotency_key = 'key %s' where id = '%s'",
                                TOPPED_UP, BY_VISA),
                        KEYS),
                falsehood(
                        "two answers for one key",
                        it -> it.tell(uuid("99"), "key " + BY_VISA, 900, "completed"),
                        PROMISES,
                        KEYS),
                falsehood("a payment that is not final", it -> open(it, "debit_unknown", "*"), FINAL),
                falsehood(
                        "a payment for people", it -> open(it, "needs_operator", "payment.needs_operator"), OPERATOR));
    }

    /** One that no rail has heard of. */
    private static void open(TrueBooks books, String status, String last) {
        books.payment(uuid("08"), 5, "card", "merchant", status, TrueBooks.debit("humo", "h8"));
        books.told("payments.payment", uuid("08"), 1, "payment.debiting", "payment.debit_unknown", last);
    }

    private static Stream<Falsehood> events() {
        return Stream.of(
                missing("an event between two", CARD_TO_CARD, 2, GAPS),
                missing("the first event", BY_VISA, 1, GAPS),
                missing("the last event", BY_VISA, 2, TOLD),
                missing("a refund's event", REFUND, 4, TOLD),
                missing("a top-up's event", TOP_UP, 2, TOLD),
                missing("an invoice's event", INVOICE, 2, TOLD),
                missing("the news that money was kept", CARD_TOP_UP, 4, TOLD),
                missing("an arrival's event", ARRIVAL, 2, TOLD),
                missing("the news that the wallet kept an arrival", CARD_ARRIVAL, 3, TOLD),
                missing("a remittance's last event", REMITTANCE, 3, TOLD),
                missing("a remittance's event between two", REMITTANCE, 2, GAPS),
                falsehood(
                        "a step that nobody told of",
                        it -> it.sql("update payments.payment set version = version + 1 where id = '%s'", BY_VISA),
                        GAPS),
                falsehood(
                        "a refund that its payment does not know",
                        it -> it.sql("update payments.payment set version = version - 1 where id = '%s'", CHARGED),
                        GAPS),
                falsehood(
                        "a top-up's step that nobody told of",
                        it -> it.sql("update operators.transaction set version = 3 where id = '%s'", TOP_UP),
                        GAPS),
                falsehood(
                        "an arrival's step that nobody told of",
                        it -> it.sql("update inbound.arrival set version = 3 where id = '%s'", ARRIVAL),
                        GAPS),
                falsehood("another end than it has", it -> says(it, BY_VISA, 2, "payment.declined"), TOLD),
                falsehood("news of nothing", it -> it.told("", uuid("99"), 1, "payment.completed"), TOLD),
                falsehood(
                        "news of a top-up that nobody made",
                        it -> it.told("", uuid("99"), 2, "topup.completed"),
                        TOLD));
    }

    private static Stream<Falsehood> wrongWays() {
        return Stream.of(
                falsehood("from completed to declined and back", it -> says(it, CHARGED, 1, "payment.declined"), LEGAL),
                falsehood("out of reversing", it -> says(it, CARD_TO_CARD, 2, "payment.reversing"), LEGAL),
                falsehood("back from a refusal", it -> says(it, REFUND, 2, "refund.declined"), LEGAL, GAPS),
                falsehood(
                        "a top-up that begins with its return",
                        it -> {
                            it.sql(RETURN, TOP_UP);
                            says(it, TOP_UP, 2, "topup.returned");
                        },
                        LEGAL),
                falsehood(
                        "an arrival that ends twice",
                        it -> it.told("inbound.arrival", ARRIVAL, 3, "arrival.completed"),
                        LEGAL),
                falsehood(
                        "a remittance that comes back from abroad",
                        it -> says(it, REMITTANCE, 2, "remittance.giving_back"),
                        LEGAL),
                falsehood("a payment that tells of a refund", it -> says(it, DECLINED, 1, "refund.refunding"), LEGAL));
    }

    private static void says(TrueBooks books, String subject, int version, String type) {
        books.sql(
                "update platform.outbox set type = '%s' where subject = '%s' and version = %d", type, subject, version);
    }

    private static Falsehood missing(String name, String subject, int version, String... broken) {
        return falsehood(
                name + " is missing",
                it -> it.sql("delete from platform.outbox where subject = '%s' and version = %d", subject, version),
                broken);
    }

    private static java.util.function.Predicate<BookEntry> of(String reference, String kind) {
        return it -> it.reference().equals(reference) && it.kind().equals(kind);
    }

    private static Falsehood falsehood(String name, Consumer<TrueBooks> falsify, String... broken) {
        return new Falsehood(name, falsify, Set.of(broken));
    }
}
