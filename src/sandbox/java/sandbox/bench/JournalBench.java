package sandbox.bench;

import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.platform.journal.Announce;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import liquibase.Scope;
import liquibase.ui.LoggerUIService;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/**
 * How many payments a second the journal makes durable, against one transaction for each payment on the same server. A
 * payment is a claimed key, a transfer from one of 20,000 wallets and an event. The variants take turns, so that a busy
 * neighbour disturbs all of them; CPU times stay comparable even then. Settings: {@code -Drounds=3 -Dseconds=3
 * -Dcallers=1024}.
 */
public final class JournalBench {

    private static final int WALLETS = 20_000;
    private static final int MERCHANTS = 1_000;
    private static final int CALLERS = 1024;
    private static final byte[] FINGERPRINT = new byte[32];
    private static final String PAYLOAD = """
            {"id":"pay_0198e0c0-0000-7000-8000-000000000000","amount":"1500.00","currency":"UZS","state":"paid"}""";

    private final LiveBooks books;
    private final OneTransactionEach usual;
    private final TimeOrderedIds ids;
    private final Cpu cpu;
    private final List<AccountId> wallets = new ArrayList<>();
    private final List<AccountId> merchants = new ArrayList<>();

    private JournalBench(Database database, LiveBooks books) {
        this.books = books;
        this.usual = new OneTransactionEach(database, Integer.getInteger("pool", 16));
        this.ids = books.bean(TimeOrderedIds.class);
        this.cpu = new Cpu(database);
    }

    public static void main(String[] arguments) {
        var database = Stores.database();
        try (var books = LiveBooks.start(
                database,
                "gateway.journal.max-wait=10s",
                "gateway.journal.writers=" + Integer.getInteger("writers", 2),
                "gateway.journal.batch-limit=" + Integer.getInteger("cap", 512))) {
            new JournalBench(database, books).run();
        }
        System.exit(0);
    }

    /** How many times as many payments a second as with one transaction each, on a server that has this database. */
    static double ratio(Database server, int rounds, Duration each) {
        var database = server.named("journal_bench");
        create(server, database.name());
        migrateQuietly(database);
        try (var books = LiveBooks.start(database, "gateway.journal.max-wait=10s")) {
            return new JournalBench(database, books).ratio(rounds, each);
        }
    }

    // Liquibase would tell standard output about every change.
    private static void migrateQuietly(Database database) {
        try {
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> Stores.migrate(database));
        } catch (Exception e) {
            throw new IllegalStateException("Cannot migrate " + database.name(), e);
        }
    }

    private static void create(Database server, String name) {
        try (var connection = server.jdbc();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private double ratio(int rounds, Duration each) {
        seed();
        measure("warm", this::byJournal, MERCHANTS, CALLERS, Duration.ofSeconds(10));
        measure("warm", this::byTransaction, MERCHANTS, 64, Duration.ofSeconds(2));
        var journal = new ArrayList<Double>();
        var usually = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            journal.add(measure("journal, 1,000 merchants", this::byJournal, MERCHANTS, CALLERS, each));
            usually.add(measure("transaction each, 1,000 merchants", this::byTransaction, MERCHANTS, 64, each));
        }
        usual.close();
        return median(journal) / median(usually);
    }

    /** One way to make a payment. */
    private interface Variant {
        Mono<?> pay(Direct transfer);
    }

    private void run() {
        seed();
        int callers = Integer.getInteger("callers", CALLERS);
        var seconds = Duration.ofSeconds(Integer.getInteger("seconds", 3));
        measure("warm", this::byJournal, 1_000, callers, Duration.ofSeconds(Integer.getInteger("warmup", 10)));
        measure("warm", this::byTransaction, 1_000, callers, Duration.ofSeconds(2));
        var rates = new HashMap<String, List<Double>>();
        for (int round = 0; round < Integer.getInteger("rounds", 3); round++) {
            rate(rates, "journal, 1,000 merchants", this::byJournal, MERCHANTS, callers, seconds);
            rate(rates, "journal, one merchant", this::byJournal, 1, callers, seconds);
            rate(rates, "journal, 64 callers", this::byJournal, MERCHANTS, 64, seconds);
            rate(rates, "journal, one caller", this::byJournal, MERCHANTS, 1, seconds);
            rate(rates, "transaction each, 1,000 merchants", this::byTransaction, MERCHANTS, 64, seconds);
            rate(rates, "transaction each, one merchant", this::byTransaction, 1, 64, seconds);
        }
        summarise(rates);
        System.out.println(
                Objects.requireNonNull(books.verify().verify().block()).text());
        usual.close();
    }

    private void summarise(Map<String, List<Double>> rates) {
        double journal = median(rates.get("journal, 1,000 merchants"));
        double hot = median(rates.get("journal, one merchant"));
        System.out.printf(
                Locale.ROOT,
                "ratio to one transaction each: %.1f (1,000 merchants), %.1f (one merchant); hot to cold: %.2f%n",
                journal / median(rates.get("transaction each, 1,000 merchants")),
                hot / median(rates.get("transaction each, one merchant")),
                hot / journal);
    }

    private static double median(@Nullable List<Double> values) {
        return Objects.requireNonNull(values).stream()
                .sorted()
                .skip(values.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private void rate(
            Map<String, List<Double>> rates, String name, Variant variant, int payees, int callers, Duration time) {
        rates.computeIfAbsent(name, _ -> new ArrayList<>()).add(measure(name, variant, payees, callers, time));
    }

    private double measure(String name, Variant variant, int payees, int callers, Duration time) {
        var latency = new ConcurrentHistogram(3);
        var done = new AtomicLong();
        long begun = System.nanoTime();
        double ours = Cpu.ofThisProcess();
        var theirs = cpu.ofDatabase();
        Flux.range(0, callers)
                .flatMap(_ -> caller(variant, payees, begun + time.toNanos(), latency, done), callers)
                .blockLast();
        double seconds = (System.nanoTime() - begun) / 1e9;
        print(name, done.get(), seconds, Cpu.ofThisProcess() - ours, Cpu.between(theirs, cpu.ofDatabase()), latency);
        return done.get() / seconds;
    }

    private static void print(String name, long done, double seconds, double ours, double theirs, Histogram latency) {
        System.out.printf(
                Locale.ROOT,
                "%-36s %,9.0f/s   CPU us per payment: java %6.1f postgres %6.1f   p50 %6.2f ms p99 %7.2f ms%n",
                name,
                done / seconds,
                ours / done * 1e6,
                theirs / done * 1e6,
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6);
    }

    /** Pays again and again until the time is over. */
    private Mono<Void> caller(Variant variant, int payees, long until, Histogram latency, AtomicLong done) {
        return Mono.defer(() -> payment(variant, payees, latency, done))
                .repeat(() -> System.nanoTime() < until)
                .then();
    }

    private Mono<?> payment(Variant variant, int payees, Histogram latency, AtomicLong done) {
        long sent = System.nanoTime();
        return variant.pay(transfer(payees)).doOnSuccess(_ -> {
            latency.recordValue(System.nanoTime() - sent);
            done.incrementAndGet();
        });
    }

    private Direct transfer(int payees) {
        var random = ThreadLocalRandom.current();
        var payer = wallets.get(random.nextInt(WALLETS));
        return new Direct(
                new TransferId(ids.next(payer.shard())),
                payer,
                merchants.get(random.nextInt(payees)),
                new Money(1, Asset.UZS),
                Purpose.PAYMENT,
                ids.next(payer.shard()));
    }

    private Mono<Decision> byJournal(Direct transfer) {
        int shard = transfer.id().shard();
        var event =
                new Announce.Event(transfer.id().value(), transfer.reference(), 1, "payment.completed", PAYLOAD, null);
        return books.journal()
                .commit(new Entry(
                        shard,
                        Priority.NEW,
                        List.of(
                                new ClaimKey(
                                        shard,
                                        transfer.debit().value(),
                                        key(transfer),
                                        FINGERPRINT,
                                        transfer.reference()),
                                new PostTransfers(List.of(transfer)),
                                new Announce(List.of(event)))));
    }

    private Mono<Void> byTransaction(Direct transfer) {
        return usual.pay(transfer, key(transfer), FINGERPRINT, PAYLOAD);
    }

    // As random as clients' keys are.
    private static String key(Direct transfer) {
        return Long.toHexString(transfer.id().value().getLeastSignificantBits() * 0x9E3779B97F4A7C15L) + "-key";
    }

    private void seed() {
        open(wallets, WALLETS, AccountKind.WALLET);
        open(merchants, MERCHANTS, AccountKind.MERCHANT);
        Flux.fromIterable(wallets).flatMap(this::fund, 1024).blockLast();
    }

    private void open(List<AccountId> accounts, int count, AccountKind kind) {
        Flux.range(0, count)
                .map(_ -> ids.next(ids.anyShard()))
                .flatMap(owner -> open(owner, kind), 1024)
                .doOnNext(accounts::add)
                .blockLast();
    }

    private Mono<AccountId> open(UUID owner, AccountKind kind) {
        var account = AccountId.of(owner, Asset.UZS);
        var part = new OpenAccount(account, owner, Asset.UZS, kind);
        return books.journal()
                .commit(new Entry(account.shard(), Priority.NEW, List.of(part)))
                .thenReturn(account);
    }

    private Mono<Decision> fund(AccountId account) {
        var transfer = new Direct(
                new TransferId(ids.next(account.shard())),
                SystemAccounts.clearing("bench", Asset.UZS, account.shard()),
                account,
                new Money(1_000_000_000, Asset.UZS),
                Purpose.ADJUSTMENT,
                account.value());
        return books.journal()
                .commit(new Entry(account.shard(), Priority.NEW, List.of(new PostTransfers(List.of(transfer)))));
    }
}
