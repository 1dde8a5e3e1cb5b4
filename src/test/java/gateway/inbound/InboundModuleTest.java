package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.compliance.Monitoring;
import gateway.compliance.RestrictedCustomers;
import gateway.compliance.UnrestrictedCustomers;
import gateway.compliance.cases.UnrestrictedCustomersWriter;
import gateway.customers.KycTier;
import gateway.customers.KycTiers;
import gateway.fraud.Restrictions;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State;
import gateway.inbound.ArrivalReviews.Decided;
import gateway.inbound.FundPartner.Paid;
import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.VerifyBooks;
import gateway.limits.Limits;
import gateway.platform.crypto.MasterKey;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.PartWriter;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;
import sandbox.simulation.Unlimited;

/** Two nodes over one database: arrivals, what was paid in, and what people of the bank decide. */
class InboundModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LiveBooks here;
    private static LiveBooks there;

    /** The module without its doors, and a list on which is whoever is called so. */
    @Configuration(proxyBeanMethods = false)
    @Import({ArrivalChecks.class, ArrivalChecks.Lists.class, TakeArrivals.class, Funds.class, ForgetArrivals.class})
    @ConfigurationPropertiesScan("gateway.inbound")
    @ComponentScan({"gateway.inbound.postgres", "gateway.payments.decisions"})
    static class Parts {

        @Bean
        MasterKey masterKey() {
            return new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        }

        @Bean
        Limits limits() {
            return Unlimited.INSTANCE;
        }

        @Bean
        KycTiers tiers() {
            return _ -> Mono.just(new KycTiers.Standing(KycTier.DOCUMENTED, Instant.EPOCH));
        }

        @Bean
        RestrictedCustomers restricted() {
            return _ -> false;
        }

        @Bean
        Monitoring monitoring() {
            return _ -> Optional.empty();
        }

        @Bean
        ListedNames names() {
            return new ListedNames();
        }

        @Bean
        Restrictions restrictions() {
            return new NoOrders();
        }

        @Bean
        PartWriter<UnrestrictedCustomers> unrestrictedCustomersWriter() {
            return new UnrestrictedCustomersWriter();
        }

        @Bean
        PartWriter<NoOrders.Unless> ordersWriter() {
            return NoOrders.writer();
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

    private static <T> T now(Mono<T> work) {
        return work.blockOptional(PATIENCE).orElseThrow();
    }

    private static LiveBooks node(int turn) {
        return turn % 2 == 0 ? here : there;
    }

    private static PartnerId partner() {
        var ids = here.bean(TimeOrderedIds.class);
        return new PartnerId(ids.next(ids.anyShard()));
    }

    private static CustomerId customer() {
        var ids = here.bean(TimeOrderedIds.class);
        var id = new CustomerId(ids.next(ids.anyShard()));
        var wallet = new OpenAccount(AccountId.of(id.value(), Asset.UZS), id.value(), Asset.UZS, AccountKind.WALLET);
        now(here.journal().commit(new Entry(id.shard(), Priority.NEW, List.of(wallet))));
        return id;
    }

    private static UUID act() {
        return here.bean(TimeOrderedIds.class).next(0);
    }

    private static Paid paid(PartnerId partner, long minor, String reference) {
        return paid(partner, minor, "jpm", reference);
    }

    private static Paid paid(PartnerId partner, long minor, String nostro, String reference) {
        return new Paid(partner, new Money(minor, Asset.USD), nostro, reference);
    }

    private static long left(PartnerId partner) {
        return now(here.ledger().balance(ArrivalPostings.prefunded(partner, Asset.USD)))
                .posted()
                .minor();
    }

    private static Mono<Void> book(int turn) {
        return new BookFunds(node(turn).bean(Funds.class), node(turn).journal()).run();
    }

    private static PartnerId funded(String reference) {
        var partner = partner();
        assertThat(now(here.bean(Funds.class).add(act(), paid(partner, 100_000, reference))))
                .isTrue();
        book(0).block(PATIENCE);
        return partner;
    }

    private static Arrival arrival(PartnerId partner, String name, String sender, Duration within) {
        var key = new ArrivalKey(partner, name);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Arrival(
                key,
                here.bean(TimeOrderedIds.class).next(key.shard()),
                customer(),
                new Sender(sender, "4000", "KZ", null, null, "N1"),
                new Money(1_000, Asset.USD),
                new Money(12_000_000, Asset.UZS),
                new BigDecimal("120.0000"),
                now,
                now.plus(within),
                new State.Approved(),
                1);
    }

    private static Arrival kept(PartnerId partner, String name, String sender) {
        var it = arrival(partner, name, sender, Duration.ofMinutes(20));
        assertThat(now(here.bean(TakeArrivals.class).keep(it))).isEqualTo(new Told.Is(it));
        return it;
    }

    private static Arrival stored(Arrival it) {
        return now(there.bean(Arrivals.class).find(it.key())).orElseThrow();
    }

    private static long wallet(Arrival it) {
        return now(here.ledger().balance(AccountId.of(it.receiver().value(), Asset.UZS)))
                .posted()
                .minor();
    }

    private static void assertClean() {
        var report = now(here.bean(VerifyBooks.class).verify());
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    private static void sql(String statement) {
        here.bean(DatabaseClient.class).sql(statement).then().block(PATIENCE);
    }

    @Test
    void ofManyConfirmationsOnTwoNodesOneCredits() {
        var partner = funded("FT-many");
        var it = kept(partner, "many", "TESTOV IVAN");

        var told = now(Flux.fromStream(IntStream.range(0, 32).boxed())
                .flatMap(n -> node(n).bean(TakeArrivals.class).confirm(it.key()), 32)
                .collectList());

        assertThat(told.stream().filter(Told.Is.class::isInstance)).hasSize(1);
        assertThat(told.stream().filter(new Told.Not(No.NOT_APPROVED)::equals)).hasSize(31);
        assertThat(wallet(it)).isEqualTo(12_000_000);
        assertThat(left(partner)).isEqualTo(99_000);
        assertClean();
    }

    @Test
    void aConfirmationAndItsEndMeetAndOneOfThemWins() {
        var partner = funded("FT-race");
        for (int i = 0; i < 20; i++) {
            var it = arrival(partner, "race" + i, "TESTOV IVAN", Duration.ofMillis(30));
            now(here.bean(TakeArrivals.class).keep(it));

            now(Flux.merge(
                            here.bean(TakeArrivals.class).confirm(it.key()),
                            Mono.delay(Duration.ofMillis(20 + i))
                                    .flatMap(_ -> there.bean(TakeArrivals.class).end(it)))
                    .collectList());

            var end = stored(it);
            assertThat(wallet(it)).isEqualTo(end.state() instanceof State.Succeeded ? 12_000_000 : 0);
        }
        assertClean();
    }

    @Test
    void onePaymentIsPaidInOnceWhoeverSaysSoAgain() {
        var partner = partner();

        assertThat(now(here.bean(Funds.class).add(act(), paid(partner, 5_000, "FT-1"))))
                .isTrue();
        assertThat(now(there.bean(Funds.class).add(act(), paid(partner, 5_000, "FT-1"))))
                .isFalse();
        assertThat(now(there.bean(Funds.class).isSaid("jpm", "FT-1"))).isTrue();
        assertThat(now(there.bean(Funds.class).isSaid("jpm", "FT-2"))).isFalse();
        Flux.merge(book(0), book(1), book(2), book(3)).blockLast(PATIENCE);

        assertThat(left(partner)).isEqualTo(5_000);
        assertClean();
    }

    /** The process died after the money was booked and before that was written down. */
    @Test
    void whatWasBookedIsOnlyMarkedTheSecondTime() {
        var partner = funded("FT-marked");
        sql("update inbound.funds set booked_at = null where reference = 'FT-marked'");

        book(1).block(PATIENCE);

        assertThat(left(partner)).isEqualTo(100_000);
        assertThat(now(here.bean(Funds.class).toBook().collectList())).isEmpty();
        assertClean();
    }

    @Test
    void whatTheBooksRefuseHoldsNobodyUp() {
        var full = partner();
        now(here.bean(Funds.class).add(act(), paid(full, Long.MAX_VALUE, "full-bank", "FT-full")));
        book(0).block(PATIENCE);
        now(here.bean(Funds.class).add(act(), paid(full, 1, "full-bank", "FT-over")));
        var other = partner();
        now(here.bean(Funds.class).add(act(), paid(other, 700, "FT-other")));

        assertThatThrownBy(() -> book(0).block(PATIENCE)).isInstanceOf(IllegalStateException.class);

        assertThat(left(other)).isEqualTo(700);
        sql("delete from inbound.funds where reference = 'FT-over'");
    }

    @Test
    void whatWaitsForPeopleIsCreditedOrRefusedByTheFirstDecision() {
        var partner = funded("FT-review");
        for (boolean released : new boolean[] {true, false}) {
            var it = kept(partner, "review" + released, "ALIKE IVAN");
            now(there.bean(TakeArrivals.class).confirm(it.key()));
            assertThat(stored(it).state()).isEqualTo(new State.InReview(No.SENDER_LISTED));
            assertThat(now(here.bean(Arrivals.class).inReview(it.id()))).isPresent();
            assertThat(wallet(it)).isZero();
            var reviews = here.bean(ArrivalReviews.class);
            var act = released ? act() : null;

            reviews.decide(new Decided(it.id(), released, act, "dilnoza", "looked"))
                    .block(PATIENCE);
            assertThatThrownBy(() -> reviews.decide(new Decided(it.id(), !released, released ? null : act(), "x", "y"))
                            .block(PATIENCE))
                    .hasMessageContaining(it.id().toString());
            var due = now(here.bean(Arrivals.class).due(Instant.now(), 10).collectList());
            assertThat(due).extracting(Arrival::id).contains(it.id());
            Flux.merge(
                            here.bean(TakeArrivals.class).end(stored(it)),
                            there.bean(TakeArrivals.class).end(stored(it)))
                    .blockLast(PATIENCE);

            assertThat(wallet(it)).isEqualTo(released ? 12_000_000 : 0);
            assertThat(now(here.bean(Arrivals.class).inReview(it.id()))).isEmpty();
        }
        assertClean();
    }

    @Test
    void whoeverDecidesTooLateDecidesNothing() {
        var partner = funded("FT-late");
        var it = kept(partner, "late", "ALIKE IVAN");
        now(here.bean(TakeArrivals.class).confirm(it.key()));
        sql("update inbound.arrival set expires_at = now() - interval '1 second' where their_id = 'late'");
        var reviews = here.bean(ArrivalReviews.class);

        assertThatThrownBy(() -> reviews.decide(new Decided(it.id(), true, act(), "dilnoza", "looked"))
                        .block(PATIENCE))
                .hasMessageContaining(it.id().toString());
        now(here.bean(TakeArrivals.class).end(stored(it)));

        assertThat(stored(it).state())
                .isInstanceOfSatisfying(
                        State.Failed.class, failed -> assertThat(failed.why()).isEqualTo(No.SENDER_LISTED));
        assertThat(wallet(it)).isZero();
    }

    @Test
    void theBooksSeeWhatWentToSomebodyElse() {
        var partner = funded("FT-else");
        var it = kept(partner, "else", "TESTOV IVAN");
        now(here.bean(TakeArrivals.class).confirm(it.key()));
        var change = "update inbound.arrival set receiver = '%s' where their_id = 'else'";

        sql(change.formatted(customer().value()));
        var report = now(here.bean(VerifyBooks.class).verify());

        assertThat(report.isClean()).isFalse();
        assertThat(report.text()).contains(it.id().toString());
        sql("update inbound.arrival set state = 'approved', ended_at = null where their_id = 'else'");
        assertThat(now(here.bean(VerifyBooks.class).verify()).isClean()).isFalse();
        sql("update inbound.arrival set state = 'succeeded', ended_at = now() where their_id = 'else'");
        sql(change.formatted(it.receiver().value()));
        sql("update inbound.funds set partner = '%s' where reference = 'FT-else'".formatted(UUID.randomUUID()));
        assertThat(now(here.bean(VerifyBooks.class).verify()).isClean()).isFalse();
        sql("update inbound.funds set partner = '%s' where reference = 'FT-else'".formatted(partner.value()));
        assertClean();
    }

    /** What moved money stays, without who sent it; what came to nothing goes, and later if people looked at it. */
    @Test
    void whatIsOldIsForgottenAsFarAsNobodyNeedsIt() {
        var partner = funded("FT-old");
        var forget = here.bean(ForgetArrivals.class);
        var credited = kept(partner, "old-credited", "TESTOV IVAN");
        now(here.bean(TakeArrivals.class).confirm(credited.key()));
        var failed = kept(partner, "old-failed", "TESTOV IVAN");
        var looked = kept(partner, "old-looked", "ALIKE IVAN");
        now(here.bean(TakeArrivals.class).confirm(looked.key()));
        here.bean(ArrivalReviews.class)
                .decide(new Decided(looked.id(), false, null, "dilnoza", "looked"))
                .block(PATIENCE);
        now(here.bean(TakeArrivals.class).end(stored(looked)));
        sql("update inbound.arrival set expires_at = now() where their_id = 'old-failed'");
        now(here.bean(TakeArrivals.class).end(stored(failed)));
        assertThat(stored(failed).state()).isInstanceOf(State.Failed.class);
        var waiting = kept(partner, "old-waiting", "TESTOV IVAN");
        var age = "update inbound.arrival set ended_at = now() - interval '%s' where their_id like 'old-%%'"
                + " and ended_at is not null";

        sql(age.formatted("399 days"));
        forget.run().block(PATIENCE);
        assertThat(stored(failed).sender().name()).isEqualTo("TESTOV IVAN");

        sql(age.formatted("401 days"));
        forget.run().block(PATIENCE);
        assertThat(now(there.bean(Arrivals.class).find(failed.key()))).isEmpty();
        assertThat(stored(looked).sender().name()).isEqualTo("ALIKE IVAN");
        assertThat(stored(credited).sender().name()).isEqualTo("TESTOV IVAN");

        sql(age.formatted("1828 days"));
        forget.run().block(PATIENCE);
        assertThat(now(there.bean(Arrivals.class).find(looked.key()))).isEmpty();
        assertThat(stored(credited)).satisfies(it -> {
            assertThat(it.sender()).isEqualTo(Sender.FORGOTTEN);
            assertThat(it.state()).isInstanceOf(State.Succeeded.class);
        });
        assertThat(stored(waiting).state()).isInstanceOf(State.Approved.class);
        assertClean();
    }

    /** Whoever has more pages through less of them at a time. */
    @Test
    void aListOfMoreThanTenThousandIsNone() {
        var partner = funded("FT-list");
        var it = kept(partner, "list", "TESTOV IVAN");
        sql("""
            insert into inbound.arrival (shard, partner, their_id, id, receiver, sender, sent_minor, sent_asset,
                   received_minor, received_asset, rate, checked_at, expires_at, state, ended_at, why, version)
            select shard, partner, their_id || '-' || n, gen_random_uuid(), receiver, '', sent_minor, sent_asset,
                   received_minor, received_asset, rate, checked_at, expires_at, 'failed', checked_at, 'TOO_LATE', 2
              from inbound.arrival, generate_series(1, 9999) n
             where their_id = 'list'
            """);
        var asked = new Arrivals.Question(partner, Instant.EPOCH, Instant.now(), "", 1000, 10);

        var all = now(here.bean(Arrivals.class).page(asked)).orElseThrow();
        sql("update inbound.arrival set their_id = 'one-more' where their_id = 'list-1'");
        sql("""
            insert into inbound.arrival
            select shard, partner, 'list-1', gen_random_uuid(), receiver, sender, sent_minor, sent_asset,
                   received_minor, received_asset, rate, checked_at, expires_at, state, ended_at, why, version
              from inbound.arrival
             where their_id = 'one-more'
            """);

        assertThat(all.total()).isEqualTo(10_000);
        assertThat(all.arrivals()).hasSize(10);
        assertThat(now(here.bean(Arrivals.class).page(asked))).isEmpty();
        assertThat(now(here.bean(Arrivals.class)
                                .page(new Arrivals.Question(partner, Instant.EPOCH, Instant.now(), "approved", 1, 10)))
                        .orElseThrow()
                        .arrivals())
                .extracting(Arrival::id)
                .containsExactly(it.id());
    }

    /** An arrival is found by its partner alone: the same name of another is another. */
    @Test
    void aPartnerTouchesItsOwnArrivalsOnly() {
        var partner = funded("FT-mine");
        var it = kept(partner, "mine", "TESTOV IVAN");
        var other = new ArrivalKey(partner(), "mine");

        assertThat(now(here.bean(TakeArrivals.class).confirm(other))).isEqualTo(new Told.Not(No.UNKNOWN));
        assertThat(now(here.bean(Arrivals.class).find(other))).isEmpty();
        var page = now(here.bean(Arrivals.class)
                        .page(new Arrivals.Question(other.partner(), Instant.EPOCH, Instant.now(), "", 1, 10)))
                .orElseThrow();
        assertThat(page.total()).isZero();
        assertThat(stored(it).state()).isInstanceOf(State.Approved.class);
    }
}
