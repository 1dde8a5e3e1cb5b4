package gateway.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.NetworkMessage.Circumstances;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.OrderCard.Order;
import gateway.issuing.hsm.PinBlock;
import gateway.issuing.hsm.TripleDes;
import gateway.ledger.Ledger;
import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.platform.crypto.MasterKey;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.sessions.StepUp;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Two nodes with the module over one database and a vault in memory, and what tests say to them. */
final class IssuingRig {

    static final String ZONE_KEY = "0123456789ABCDEFFEDCBA9876543210";
    static final AtomicInteger NAMES = new AtomicInteger();
    static LiveBooks here;

    static LiveBooks there;

    /** The module, with a vault in memory. */
    @Configuration(proxyBeanMethods = false)
    @Import(IssuingControls.class)
    @ConfigurationPropertiesScan({"gateway.issuing"})
    @ComponentScan("gateway.payments.decisions")
    @ComponentScan(
            basePackages = "gateway.issuing",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    "gateway\\.issuing\\.web\\..*|gateway\\.issuing\\..*(Test|Rig|IssuingControls).*"))
    static class Parts {

        @Bean
        IssuingFakes vault() {
            return new IssuingFakes();
        }

        @Bean
        MasterKey keys() {
            return IssuingFakes.KEYS;
        }

        @Bean
        TransactionalOperator transaction(ConnectionFactory connections) {
            return TransactionalOperator.create(new R2dbcTransactionManager(connections));
        }

        /** Every code is 000000. */
        @Bean
        StepUp stepUp() {
            return new StepUp() {

                @Override
                public Mono<Challenge> challenge(CustomerId customer, String request, String binding, String shown) {
                    return Mono.error(new AssertionError("Nobody asks for this"));
                }

                @Override
                public Mono<Result> confirm(ChallengeId id, CustomerId customer, String binding, String code) {
                    return Mono.just(code.equals("000000") ? Result.CONFIRMED : Result.WRONG);
                }
            };
        }
    }

    static void start() {
        start("classpath:limits/none.yaml");
    }

    /** With these limits of the bank. */
    static void start(String limits) {
        var database = Stores.database();
        // However busy the machine is, nobody who races is sent away.
        var settings = new String[] {
            "gateway.issuing.hsm.zone-pin-key=" + ZONE_KEY,
            "gateway.journal.max-wait=30s",
            "gateway.limits.pack=" + limits
        };
        here = LiveBooks.start(database, Parts.class, settings);
        there = LiveBooks.start(database, Parts.class, settings);
    }

    static void stop() {
        here.close();
        there.close();
    }

    static <T> T now(Mono<T> work) {
        return work.blockOptional().orElseThrow();
    }

    static TimeOrderedIds ids() {
        return here.bean(TimeOrderedIds.class);
    }

    /** A customer's virtual card over a wallet with so much. */
    static IssuedCard card(long funds) {
        var owner = new CustomerId(ids().next(ids().anyShard()));
        var card = now(here.bean(OrderCard.class)
                .order(new Order(owner, "order-" + NAMES.incrementAndGet(), false, Asset.UZS)));
        if (funds > 0) {
            var id = new TransferId(ids().next(owner.shard()));
            var from = SystemAccounts.clearing("humo", Asset.UZS, owner.shard());
            var top = new Direct(id, from, wallet(card), new Money(funds, Asset.UZS), Purpose.PAYMENT, id.value());
            assertThat(now(here.journal()
                            .commit(new Entry(owner.shard(), Priority.NEW, List.of(new PostTransfers(List.of(top)))))))
                    .isEqualTo(Decision.COMMITTED);
        }
        return card;
    }

    static AccountId wallet(IssuedCard card) {
        return AccountId.of(card.owner().value(), card.asset());
    }

    static long available(IssuedCard card) {
        return now(here.bean(Ledger.class).balance(wallet(card))).available().minor();
    }

    static long posted(IssuedCard card) {
        return now(here.bean(Ledger.class).balance(wallet(card))).posted().minor();
    }

    /** Says something about a card; the words can be changed before they are said. */
    record Said(
            Kind kind,
            String key,
            String transaction,
            long amount,
            @Nullable Long left,
            boolean refund,
            @Nullable String pin,
            @Nullable String code,
            @Nullable YearMonth expiry) {

        static Said of(Kind kind, String transaction, long amount) {
            return new Said(kind, "m" + NAMES.incrementAndGet(), transaction, amount, null, false, null, null, null);
        }

        Said leaving(long minor) {
            return new Said(kind, key, transaction, amount, minor, refund, pin, code, expiry);
        }

        Said asRefund() {
            return new Said(kind, key, transaction, amount, left, true, pin, code, expiry);
        }

        Said with(String digits) {
            return new Said(kind, key, transaction, amount, left, refund, digits, code, expiry);
        }

        /** On the net, where nothing but these speaks for the card. */
        Said onTheNet(@Nullable String digits, YearMonth ends) {
            return new Said(kind, key, transaction, amount, left, refund, pin, digits, ends);
        }

        NetworkMessage about(IssuedCard card) {
            var pan = IssuingFakes.number(card);
            var block = pin == null
                    ? null
                    : HexFormat.of()
                            .withUpperCase()
                            .formatHex(new TripleDes(HexFormat.of().parseHex(ZONE_KEY)).encrypt(PinBlock.of(pan, pin)));
            return new NetworkMessage(
                    kind,
                    key,
                    (kind + transaction + amount).getBytes(StandardCharsets.US_ASCII),
                    pan,
                    transaction,
                    new Money(amount, Asset.UZS),
                    left,
                    true,
                    refund,
                    block,
                    code,
                    new Circumstances(
                            expiry == null ? Channel.POS : Channel.ECOM,
                            "5411",
                            "400001/SHOP",
                            "UZ",
                            expiry == null ? card.expiry() : expiry),
                    (reason, approval) -> (reason + " " + approval).getBytes(StandardCharsets.US_ASCII));
        }
    }

    static String newTransaction() {
        return "t" + NAMES.incrementAndGet();
    }

    static Mono<String> say(LiveBooks node, IssuedCard card, Said said) {
        return node.bean(AnswerMessage.class)
                .answer(said.about(card))
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    static Reason hear(LiveBooks node, IssuedCard card, Said said) {
        return Reason.valueOf(now(say(node, card, said)).split(" ", -1)[0]);
    }

    /** The same, told in other money than the card's. */
    static Reason hear(IssuedCard card, Said said, Asset money) {
        var it = said.about(card);
        var other = new NetworkMessage(
                it.kind(),
                it.key(),
                it.fingerprint(),
                it.pan(),
                it.transaction(),
                new Money(said.amount(), money),
                it.replacement(),
                it.approvedElsewhere(),
                it.refund(),
                it.pinBlock(),
                it.printedCode(),
                it.circumstances(),
                it.answering());
        var answer = new String(now(here.bean(AnswerMessage.class).answer(other)), StandardCharsets.US_ASCII);
        return Reason.valueOf(answer.split(" ", -1)[0]);
    }

    static Reason hear(IssuedCard card, Kind kind, String transaction, long amount) {
        return hear(here, card, Said.of(kind, transaction, amount));
    }

    private IssuingRig() {}
}
