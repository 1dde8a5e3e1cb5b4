package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.packs.InForce;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Part;
import gateway.rulebook.Operation;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** What a wallet holds stays under its maximum, in the real journal and ledger, on two nodes. */
class BalanceLimitModuleTest {

    private static final TimeOrderedIds IDS = new TimeOrderedIds(Clock.systemUTC(), new Random(11));
    private static final int SHARD = 3;
    private static final Limit LIMIT = limit("wallet", 255, Reach.EVERYTHING);

    private static LiveBooks here;
    private static LiveBooks there;

    /** The parts of the module that the journal needs. */
    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        UseWriter useWriter() {
            return new UseWriter();
        }
    }

    @BeforeAll
    static void start() {
        var database = Stores.database();
        here = LiveBooks.start(database, Parts.class);
        there = LiveBooks.start(database, Parts.class);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    private static Limit limit(String id, long max, Reach reach) {
        return Rules.reaching(Rules.rule(id, Measure.BALANCE, new Window.Lifetime(), max), reach);
    }

    /** A wallet, and what is done with it. */
    private record Wallet(CustomerId owner, Limit... limits) {

        static Wallet opened(Limit... limits) {
            var wallet = new Wallet(new CustomerId(IDS.next(SHARD)), limits);
            commit(here, new OpenAccount(wallet.account(), wallet.owner().value(), Asset.UZS, AccountKind.WALLET))
                    .block();
            return wallet;
        }

        AccountId account() {
            return AccountId.of(owner.value(), Asset.UZS);
        }

        Use use(UUID id, long minor, boolean atOnce) {
            var it = Rules.use(id, minor);
            return new Use(
                            it.id(),
                            it.at(),
                            it.amount(),
                            it.customer(),
                            it.operation(),
                            it.card(),
                            it.rail(),
                            it.payee(),
                            it.category(),
                            new Circumstances(2, null, null, "app", 2))
                    .into(owner, atOnce);
        }

        LimitBook book() {
            return new LimitBook(List.of(limits));
        }

        Limits on(LiveBooks node) {
            return new JournaledLimits(
                    InForce.always(new LimitPacks(), book()),
                    new PostgresCounts(node.bean(DatabaseClient.class)),
                    Clock.systemUTC());
        }

        /** Money comes in and is there with the same entry. */
        Mono<Decision> pay(LiveBooks node, long minor) {
            var id = IDS.next(SHARD);
            return commit(node, on(node).take(use(id, minor, true)).orElseThrow(), moved(id, minor, true));
        }

        /** Money is on its way. */
        Mono<Decision> promise(LiveBooks node, UUID id, long minor) {
            return commit(node, on(node).take(use(id, minor, false)).orElseThrow());
        }

        Mono<Decision> arrive(LiveBooks node, UUID id, long minor) {
            return on(node).arrived(new PaymentId(id)).flatMap(part -> commit(node, part, moved(id, minor, true)));
        }

        Mono<Decision> fail(LiveBooks node, UUID id) {
            return on(node).giveBack(new PaymentId(id)).flatMap(part -> commit(node, part));
        }

        Mono<Decision> spend(LiveBooks node, long minor) {
            return commit(node, moved(IDS.next(SHARD), minor, false));
        }

        private PostTransfers moved(UUID id, long minor, boolean in) {
            var bank = SystemAccounts.suspense(Asset.UZS, SHARD);
            return new PostTransfers(List.of(new Direct(
                    new TransferId(TimeOrderedIds.derive(id, 1)),
                    in ? bank : account(),
                    in ? account() : bank,
                    new Money(minor, Asset.UZS),
                    Purpose.ADJUSTMENT,
                    id)));
        }

        long balance() {
            return here.ledger()
                    .balance(account())
                    .map(it -> it.posted().minor())
                    .blockOptional()
                    .orElseThrow();
        }
    }

    // A machine that is busy turns some away with nothing done.
    private static Mono<Decision> commit(LiveBooks node, Part... parts) {
        return Mono.defer(() -> node.journal().commit(new Entry(SHARD, Priority.NEW, List.of(parts))))
                .retryWhen(Retry.backoff(20, Duration.ofMillis(50)));
    }

    private static boolean refused(Mono<Decision> done) {
        return done.blockOptional().orElseThrow() instanceof Refused;
    }

    private static LiveBooks node(int n) {
        return n % 2 == 0 ? here : there;
    }

    @Test
    void sixtyFourThatRaceFillAWalletExactly() {
        var wallet = Wallet.opened(LIMIT);

        long accepted = Flux.fromStream(IntStream.range(0, 64).boxed())
                .flatMap(n -> wallet.pay(node(n), 10), 64)
                .filter(decision -> !(decision instanceof Refused))
                .count()
                .blockOptional()
                .orElseThrow();

        assertThat(accepted).isEqualTo(25);
        assertThat(wallet.balance()).isEqualTo(250);
    }

    @Test
    void whatIsOnItsWayCountsUntilItIsThereOrCalledOff() {
        var wallet = Wallet.opened(LIMIT);
        var first = IDS.next(SHARD);
        var second = IDS.next(SHARD);
        assertThat(refused(wallet.promise(here, first, 200))).isFalse();
        assertThat(refused(wallet.promise(there, second, 55))).isFalse();
        assertThat(refused(wallet.pay(here, 1))).isTrue();

        wallet.fail(there, second).block();
        assertThat(refused(wallet.pay(here, 56))).isTrue();
        wallet.arrive(there, first, 200).block();
        assertThat(wallet.balance()).isEqualTo(200);
        assertThat(refused(wallet.pay(here, 56))).isTrue();
        assertThat(refused(wallet.pay(there, 55))).isFalse();

        wallet.spend(here, 100).block();
        assertThat(refused(wallet.pay(here, 101))).isTrue();
        assertThat(refused(wallet.pay(here, 100))).isFalse();
        assertThat(wallet.balance()).isEqualTo(255);
    }

    /** Two limits, of which one holds only for strangers, go by the same count. */
    @Test
    void aBalanceIsOneHoweverManyLimitsItHas() {
        var strangers = limit(
                "strangers",
                100,
                new Reach(
                        Reach.EVERYTHING.operations(),
                        Reach.EVERYTHING.rails(),
                        Set.of(0),
                        Reach.EVERYTHING.channels(),
                        Reach.EVERYTHING.countries(),
                        Reach.EVERYTHING.categories()));
        var wallet = Wallet.opened(LIMIT, strangers);
        var id = IDS.next(SHARD);
        var stranger = new Use(
                        id,
                        Instant.now(),
                        new Money(101, Asset.UZS),
                        wallet.owner(),
                        Operation.TOP_UP,
                        null,
                        null,
                        wallet.owner().value(),
                        null,
                        new Circumstances(null, null, null, "app", 0))
                .into(wallet.owner(), false);

        assertThat(commit(here, wallet.on(here).take(stranger).orElseThrow()).block())
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.refusal()).isInstanceOf(LimitRefusal.class));
        assertThat(refused(wallet.promise(here, id, 200))).isFalse();
        assertThat(refused(wallet.pay(here, 56))).isTrue();
        wallet.arrive(here, id, 200).block();
        assertThat(refused(wallet.pay(here, 55))).isFalse();
    }

    @Test
    void whoPaysAnotherIsNotToldWhatThereIs() {
        var wallet = Wallet.opened(LIMIT);

        assertThat(wallet.pay(here, 256).block())
                .isInstanceOfSatisfying(
                        Refused.class,
                        no -> assertThat(no.refusal())
                                .isInstanceOfSatisfying(
                                        PayeeLimitRefusal.class,
                                        it -> assertThat(it.limit().left()).isEqualTo(255)));
    }

    /** Money comes, goes, is promised, arrives and fails on two nodes at once; the maximum is never exceeded. */
    @Test
    void everyInterleavingStaysUnderTheMaximum() {
        var wallet = Wallet.opened(LIMIT);
        var open = new ConcurrentLinkedQueue<UUID>();
        var random = new Random(17);
        var seen = new ArrayList<Long>();
        for (int round = 0; round < 12; round++) {
            Flux.fromStream(IntStream.range(0, 24).boxed())
                    .flatMap(n -> step(wallet, node(n), random.nextInt(6), open), 24)
                    .collectList()
                    .block();
            seen.add(wallet.balance());
        }

        assertThat(seen).allMatch(it -> it <= 255);
        assertThat(seen).anyMatch(it -> it > 200);
        for (var id : open) {
            wallet.arrive(here, id, 20).block();
        }
        assertThat(wallet.balance()).isLessThanOrEqualTo(255);
        var left = 255 - wallet.balance();
        assertThat(refused(wallet.pay(here, left + 1))).isTrue();
        assertThat(left == 0 || !refused(wallet.pay(there, left))).isTrue();
    }

    private static Mono<Decision> step(Wallet wallet, LiveBooks node, int what, ConcurrentLinkedQueue<UUID> open) {
        var id = what < 3 ? null : open.poll();
        if (id != null) {
            return what == 5 ? wallet.fail(node, id) : wallet.arrive(node, id, 20);
        }
        return switch (what) {
            case 0 -> wallet.pay(node, 15);
            case 1 -> wallet.spend(node, 5);
            default -> {
                var next = IDS.next(SHARD);
                yield wallet.promise(node, next, 20).doOnNext(decision -> {
                    if (!(decision instanceof Refused)) {
                        open.add(next);
                    }
                });
            }
        };
    }

    @Test
    void theOwnerSeesIt() {
        var wallet = Wallet.opened(LIMIT);
        wallet.pay(here, 100).block();
        wallet.promise(there, IDS.next(SHARD), 50).block();
        var database = there.bean(DatabaseClient.class);
        var book = InForce.always(new LimitPacks(), wallet.book());

        var shown = new ShowLimits(book, new PersonalStore(database), Rules.UNASKED, database, Clock.systemUTC())
                .standings(wallet.owner())
                .blockOptional()
                .orElseThrow();
        assertThat(shown).singleElement().satisfies(it -> {
            assertThat(it.used()).isEqualTo(150);
            assertThat(it.resets()).isNull();
        });

        var checks = new CheckLimits(book, new PersonalStore(database), database);
        var own = new Use(
                        IDS.next(SHARD),
                        Instant.now(),
                        new Money(106, Asset.UZS),
                        wallet.owner(),
                        Operation.TOP_UP,
                        null,
                        null,
                        wallet.owner().value(),
                        null,
                        Circumstances.UNKNOWN)
                .into(wallet.owner(), false);
        assertThat(checks.check(own).blockOptional().orElseThrow())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.left()).isEqualTo("1.05");
                    assertThat(it.exceeded()).isTrue();
                    assertThat(it.resets()).isNull();
                });
        assertThat(checks.check(wallet.use(IDS.next(SHARD), 106, false))
                        .blockOptional()
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void theOwnersOwnMaximumTakesThePlaceOfTheRules() {
        var wallet = Wallet.opened(LIMIT);
        var now = Instant.now();
        here.bean(DatabaseClient.class)
                .sql("insert into limits.personal_max values (:shard, :customer, 'wallet', :id, 300, :since, :until)")
                .bind("shard", (short) wallet.owner().shard())
                .bind("customer", wallet.owner().value())
                .bind("id", IDS.next(SHARD))
                .bind("since", now)
                .bind("until", now.plus(Duration.ofDays(400)))
                .then()
                .block();

        assertThat(refused(wallet.pay(here, 301))).isTrue();
        assertThat(refused(wallet.pay(there, 300))).isFalse();
    }
}
