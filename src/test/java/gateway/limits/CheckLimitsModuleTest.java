package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.limits.CheckLimits.Checked;
import gateway.packs.InForce;
import gateway.rulebook.Operation;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** What somebody finds out about others by asking, for one amount after another, whether a payment would be refused. */
class CheckLimitsModuleTest {

    private static final TimeOrderedIds IDS = new TimeOrderedIds(InstantSource.system(), new Random(17));
    private static final Window DAY = new Window.Calendar(Window.Calendar.Unit.DAY, ZoneId.of("Asia/Tashkent"));
    private static final UUID SHOP = new UUID(4, 4);
    private static LiveBooks books;

    @Configuration(proxyBeanMethods = false)
    static class Parts {}

    @BeforeAll
    static void start() {
        books = LiveBooks.start(Stores.database(), Parts.class);
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    private static Checked checked(Limit limit, CustomerId customer, long minor, Instant at) {
        var database = books.bean(DatabaseClient.class);
        var book = InForce.always(new LimitPacks(), new LimitBook(List.of(limit)));
        return new CheckLimits(book, new PersonalStore(database), database)
                .check(use(customer, minor, at))
                .blockOptional()
                .orElseThrow()
                .getFirst();
    }

    private static Use use(CustomerId customer, long minor, Instant at) {
        return new Use(
                IDS.next(customer.shard()),
                at,
                new Money(minor, Asset.UZS),
                customer,
                Operation.CARD_TO_MERCHANT,
                null,
                "humo",
                SHOP,
                "5942",
                Circumstances.UNKNOWN);
    }

    /** As if so much had been counted. */
    private static void count(Limit limit, CustomerId customer, long minor, Instant at) {
        var use = use(customer, minor, at);
        var key = Claim.of(limit, use).key();
        books.bean(DatabaseClient.class)
                .sql("insert into limits.counter (shard, scope, limit_id, bucket, taken, given_back, until)"
                        + " values (:shard, :scope, :limit, :bucket, :taken, 0, :until)")
                .bind("shard", UseRows.shards(List.of(key))[0])
                .bind("scope", UseRows.scopes(List.of(key))[0])
                .bind("limit", UseRows.limits(List.of(key))[0])
                .bind("bucket", key.bucket())
                .bind("taken", minor)
                .bind("until", at.plus(Duration.ofDays(2)))
                .then()
                .block();
    }

    /** As if somebody had paid the shop within the window, and nobody else. */
    private static void paidTheShop(Limit limit, CustomerId customer, Instant at) {
        var use = use(customer, 1, at);
        var key = Claim.of(limit, use).key();
        books.bean(DatabaseClient.class)
                .sql("insert into limits.taken (shard, scope, limit_id, at, use, units, payee, until)"
                        + " values (:shard, :scope, :limit, :at, :use, 1, :payee, :until)")
                .bind("shard", UseRows.shards(List.of(key))[0])
                .bind("scope", UseRows.scopes(List.of(key))[0])
                .bind("limit", UseRows.limits(List.of(key))[0])
                .bind("at", at)
                .bind("use", use.id())
                .bind("payee", SHOP)
                .bind("until", at.plus(Duration.ofDays(2)))
                .then()
                .block();
        count(limit, customer, 1, at);
    }

    private static CustomerId customer() {
        return new CustomerId(IDS.next(3));
    }

    @Test
    void ofALimitThatOthersUseTooNoAmountTellsWhatIsLeft() {
        for (var by : List.<Set<Dimension>>of(EnumSet.of(Dimension.PAYEE), Set.of(), EnumSet.of(Dimension.RAIL))) {
            var limit = Rules.by(Rules.rule("shared-" + by.size() + by, Measure.AMOUNT, DAY, 1_000), by);
            var at = Instant.now();
            count(limit, customer(), 900, at);
            var asking = customer();

            for (long minor : new long[] {1, 99, 100, 101, 500, 1_000}) {
                assertThat(checked(limit, asking, minor, at))
                        .as("%d of %s", minor, by)
                        .returns(null, Checked::told)
                        .returns(null, Checked::left);
            }
            assertThat(checked(limit, asking, 101, at).exceeded())
                    .as("for the bank")
                    .isTrue();
            assertThat(checked(limit, asking, 1_001, at).told())
                    .as("anybody may read the maximum")
                    .isTrue();
        }
    }

    @Test
    void ofOnesOwnEverythingIsTold() {
        var limit = Rules.by(Rules.rule("own", Measure.AMOUNT, DAY, 1_000), EnumSet.of(Dimension.CUSTOMER));
        var asking = customer();
        var at = Instant.now();
        count(limit, asking, 900, at);

        assertThat(checked(limit, asking, 101, at)).returns(true, Checked::told).returns("1.00", Checked::left);
        assertThat(checked(limit, asking, 100, at).told()).isFalse();
    }

    @Test
    void aMaximumOfOnesOwnIsToldWhileItHolds() {
        var limit = Rules.by(Rules.rule("mine", Measure.AMOUNT, DAY, 1_000), EnumSet.of(Dimension.CUSTOMER));
        var asking = customer();
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var own = new PersonalMax(new UUID(6, 6), asking, limit.id(), 300, at, at.plusSeconds(60), null);
        new PersonalStore(books.bean(DatabaseClient.class)).put(own).block();

        assertThat(checked(limit, asking, 301, own.until().minusMillis(1)))
                .returns("3.00", Checked::max)
                .returns("3.00", Checked::left)
                .returns(own.id(), Checked::personal)
                .returns(true, Checked::told);
        assertThat(checked(limit, asking, 301, own.until()))
                .returns("10.00", Checked::max)
                .returns(null, Checked::personal)
                .returns(false, Checked::told);
    }

    /** Whom others have paid before would show in what one more payment to them needs. */
    @Test
    void ofALimitThatOthersUseTooNothingTellsWhomTheyHavePaid() {
        var at = Instant.now();
        var shared = Rules.by(Rules.rule("shared-payees", Measure.PAYEES, DAY, 5), EnumSet.of(Dimension.RAIL));
        paidTheShop(shared, customer(), at);
        var own = Rules.by(Rules.rule("own-payees", Measure.PAYEES, DAY, 5), EnumSet.of(Dimension.CUSTOMER));
        var asking = customer();
        paidTheShop(own, asking, at);

        assertThat(checked(shared, asking, 1, at)).returns("1", Checked::needed).returns(null, Checked::left);
        assertThat(checked(own, asking, 1, at)).as("their own").returns("0", Checked::needed);
    }
}
