package sandbox.simulation;

import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.payments.RememberPayee;
import gateway.payments.WritePayment;
import gateway.payments.WriteRefund;
import gateway.platform.journal.Announce.AnswerTo;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.KeepAnswer;
import gateway.platform.journal.Part;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.RefundId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Entries as payments make them, and as nobody should: drawn from a seed, with few people, keys and names. */
final class RandomMoney {

    private static final int KEYS = 12;
    private static final long HUGE = Long.MAX_VALUE / 3;

    final Material material;
    final List<Made> payments = new ArrayList<>();
    private final Random random;
    private final List<MadeRefund> refunds = new ArrayList<>();
    private final List<TransferId> used = new ArrayList<>();
    private final List<TransferId> holds = new ArrayList<>();
    private final List<UUID> payees;
    private final Set<String> claimedNow = new HashSet<>();
    private Instant now = Material.BEGIN;

    RandomMoney(long seed) {
        this.material = new Material(seed);
        this.random = material.random;
        this.payees = Stream.generate(() -> material.ids.next(3)).limit(4).toList();
    }

    /** A payment that may stand, and the version that it has if it does. */
    static final class Made {

        final PaymentId id;
        final CustomerId customer;
        private final String key;
        private int version;
        private boolean givenBack;
        private long refunded;

        Made(PaymentId id, CustomerId customer, String key) {
            this.id = id;
            this.customer = customer;
            this.key = key;
        }
    }

    private static final class MadeRefund {

        private final RefundId id;
        private final Made payment;
        private int version;

        MadeRefund(RefundId id, Made payment) {
            this.id = id;
            this.payment = payment;
        }
    }

    /**
     * @param entry made for each bench from what that bench itself has read
     * @param then when it was committed
     */
    record Step(String what, Function<MoneyBench, Entry> entry, Runnable then) {}

    /** What shares one batch. */
    List<Step> batch(Instant moment) {
        now = moment;
        claimedNow.clear();
        return Stream.generate(this::step).limit(1 + random.nextInt(6)).toList();
    }

    private Step step() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> make();
            case 3, 4, 5 -> payments.isEmpty() ? make() : advance(any(payments));
            case 6 -> payments.isEmpty() ? make() : refund();
            case 7 -> plain("payee", new RememberPayee(customer(), any(payees)));
            case 8 -> answers();
            default -> plain("moves", moves());
        };
    }

    private Step make() {
        var customer = customer();
        var key = key();
        claimedNow.add(customer + key);
        var made = new Made(material.paymentId(customer), customer, key);
        var parts = new ArrayList<Part>();
        parts.add(material.claim(customer, key, random.nextInt(2), made.id.value()));
        parts.add(new WritePayment(material.payment(made.id, 1, customer, key, material.anyState(1)), soon()));
        if (random.nextBoolean()) {
            parts.add(moves());
        }
        var answer = random.nextBoolean() ? new AnswerTo(key, 201) : null;
        parts.add(material.event(made.id.value(), 1, "{\"made\":\"%s\"}".formatted(made.id), answer));
        var use = material.use(made.id, customer, 1 + random.nextInt(900_00), now);
        boolean limited = random.nextInt(3) > 0;
        return new Step(
                "makes " + made.id,
                bench ->
                        entry(Priority.NEW, limited ? with(parts, bench.limits().take(use)) : parts),
                () -> {
                    made.version = 1;
                    payments.add(made);
                });
    }

    private Step advance(Made made) {
        int version = Math.max(2, made.version + List.of(1, 1, 1, 1, 0, 2).get(random.nextInt(6)));
        var parts = new ArrayList<Part>();
        parts.add(new WritePayment(
                material.payment(made.id, version, made.customer, made.key, material.anyState(version)), soon()));
        if (random.nextInt(3) == 0) {
            parts.add(moves());
        }
        parts.add(material.event(made.id.value(), version, "{\"version\":%d}".formatted(version), null));
        boolean back = !made.givenBack && made.refunded == 0 && random.nextInt(4) == 0;
        return new Step(
                "advances " + made.id + " to " + version,
                bench -> entry(
                        Priority.COMPLETION,
                        back ? with(parts, read(bench, bench.limits().giveBack(made.id))) : parts),
                () -> {
                    made.version = version;
                    made.givenBack |= back;
                });
    }

    private Step refund() {
        if (!refunds.isEmpty() && random.nextBoolean()) {
            var refund = any(refunds);
            int version = Math.max(2, refund.version + 1 - random.nextInt(2));
            var write = writes(refund, version);
            return new Step(
                    "advances refund " + refund.id + " to " + version,
                    _ -> entry(Priority.COMPLETION, List.of(write)),
                    () -> refund.version = version);
        }
        var made = any(payments);
        var fresh = new MadeRefund(new RefundId(material.ids.next(made.customer.shard())), made);
        long minor = 1 + random.nextInt(100_00);
        boolean counts = !made.givenBack && made.refunded + minor <= 500_00;
        made.refunded += counts ? minor : 0;
        var write = List.of(writes(fresh, 1));
        return new Step(
                "refunds " + minor + " of " + made.id,
                bench -> entry(Priority.NEW, counts ? with(write, back(bench, made, minor)) : write),
                () -> {
                    fresh.version = 1;
                    refunds.add(fresh);
                });
    }

    private static Optional<Part> back(MoneyBench bench, Made made, long minor) {
        return read(bench, bench.limits().giveBackRefunded(made.id, Material.money(minor)));
    }

    private Part writes(MadeRefund it, int version) {
        return new WriteRefund(material.refund(it.id, version, it.payment.id, it.payment.customer), soon());
    }

    private Step answers() {
        var customer = customer();
        var key = key();
        // Which of two answers in one batch is the first, neither says.
        return claimedNow.contains(customer + key)
                ? plain("moves", moves())
                : plain(
                        "answers " + key,
                        new KeepAnswer(
                                customer.shard(),
                                customer.value(),
                                key,
                                new StoredAnswer(402, ("no " + random.nextInt(9)).getBytes(StandardCharsets.UTF_8))));
    }

    private Step plain(String what, Part part) {
        var priority = random.nextBoolean() ? Priority.NEW : Priority.COMPLETION;
        return new Step(what, _ -> entry(priority, List.of(part)), () -> {});
    }

    private Part moves() {
        var all = Stream.generate(this::transfer).limit(1 + random.nextInt(3)).toList();
        all.forEach(it -> used.add(it.id()));
        return new PostTransfers(all);
    }

    private Transfer transfer() {
        var id = !used.isEmpty() && random.nextInt(15) == 0 ? any(used) : material.transfer();
        return switch (random.nextInt(10)) {
            case 0, 1 -> direct(id, Material.ours(), material.wallet(random.nextInt(3)), Material.money(2_000_00));
            case 2, 3, 4 -> direct(id, account(), account(), amount());
            case 5, 6 -> {
                holds.add(id);
                yield new Pending(
                        id,
                        account(),
                        account(),
                        amount(),
                        Purpose.PAYMENT_LEG,
                        material.merchant.value(),
                        now.plusSeconds(1 + random.nextInt(20)));
            }
            case 7, 8 -> new Post(id, hold(), amount());
            default -> new Release(id, hold());
        };
    }

    private Direct direct(TransferId id, AccountId debit, AccountId credit, Money amount) {
        return new Direct(id, debit, credit, amount, Purpose.PAYMENT, material.merchant.value());
    }

    private Money amount() {
        return switch (random.nextInt(30)) {
            case 0 -> Material.money(0);
            case 1 -> new Money(100, Asset.USD);
            default -> Material.money(1 + random.nextInt(800_00));
        };
    }

    private AccountId account() {
        return switch (random.nextInt(14)) {
            case 0 -> Material.account(material.ids.next(3));
            case 1, 2 -> Material.ours();
            case 3 -> SystemAccounts.transit(Asset.UZS, 5);
            case 4 -> SystemAccounts.clearing("humo", Asset.UZS, 3);
            case 5, 6 -> Material.account(material.merchant.value());
            default -> material.wallet(random.nextInt(3));
        };
    }

    /** Sums that come near to the end of numbers, between accounts that nobody else uses. */
    Entry huge() {
        var one = SystemAccounts.exchangePosition(Asset.UZS, 3);
        var other = SystemAccounts.exchangeResult(Asset.UZS, 3);
        return entry(
                Priority.NEW,
                List.of(new PostTransfers(List.of(direct(material.transfer(), one, other, Material.money(HUGE))))));
    }

    private TransferId hold() {
        return holds.isEmpty() || random.nextInt(12) == 0 ? material.transfer() : any(holds);
    }

    private Instant soon() {
        return now.plusSeconds(random.nextInt(30));
    }

    CustomerId customer() {
        return any(material.customers);
    }

    String key() {
        return "key-" + random.nextInt(KEYS);
    }

    private <T> T any(List<T> all) {
        // The latest ones oftener than those of long ago.
        int last = Math.min(all.size(), 12);
        return all.get(all.size() - 1 - random.nextInt(last));
    }

    private static Optional<Part> read(MoneyBench bench, Mono<Part> part) {
        return bench.read(part.singleOptional());
    }

    private static List<Part> with(List<Part> parts, Optional<Part> more) {
        return Stream.concat(parts.stream(), more.stream()).toList();
    }

    private static Entry entry(Priority priority, List<Part> parts) {
        return new Entry(3, priority, parts);
    }
}
