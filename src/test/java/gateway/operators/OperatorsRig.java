package gateway.operators;

import static org.awaitility.Awaitility.await;

import gateway.customers.Customer;
import gateway.customers.CustomerProblem;
import gateway.customers.Customers;
import gateway.customers.KycTier;
import gateway.ledger.Ledger;
import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.operators.Goods.Line;
import gateway.operators.Goods.Shipping;
import gateway.payments.PassingOn;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Part;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;
import sandbox.operators.KitWorld;
import sandbox.operators.KitWorld.KitInvoice;
import sandbox.operators.OperatorWire;

/** Two nodes with the module over one database, and operators that call them in turn as over HTTP. */
final class OperatorsRig {

    static final String SECRET = "secret-of-the-rig";
    static final String STRANGER = "998909999999";
    private static final Map<String, CustomerId> PEOPLE = new ConcurrentHashMap<>();
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final String HOME = "127.0.0.1";

    static LiveBooks here;
    static LiveBooks there;

    private OperatorsRig() {}

    /** The module, with customers in memory. */
    @Configuration(proxyBeanMethods = false)
    @Import({Watched.class, WatchedCards.class, PassingOn.class})
    @ConfigurationPropertiesScan("gateway.operators")
    @ComponentScan("gateway.payments.decisions")
    @ComponentScan(
            basePackages = "gateway.operators",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "gateway\\.operators\\.web\\..*|gateway\\.operators\\..*(Test|Rig|Watched).*"))
    static class Parts {

        @Bean
        Customers customers() {
            return new Customers() {

                @Override
                public Mono<Optional<Customer>> byPhone(String phone) {
                    return Mono.just(Optional.ofNullable(PEOPLE.get(phone)).map(id -> new Customer(id, phone, "uz")));
                }

                @Override
                public Mono<Customer> find(CustomerId id) {
                    return PEOPLE.containsValue(id)
                            ? Mono.just(new Customer(id, "998900000000", "uz"))
                            : Mono.error(CustomerProblem.CUSTOMER_NOT_FOUND.because("nobody"));
                }
            };
        }

        @Bean
        Front front(ApplicationContext context, List<WebFilter> filters) {
            return new Front(
                    context.getBeansWithAnnotation(RestController.class).values(), filters);
        }
    }

    /** A node's controllers behind its filters, without a server. */
    record Front(Collection<Object> controllers, List<WebFilter> filters) {

        WebTestClient calledFrom(String address) {
            var caller = new InetSocketAddress(InetAddress.ofLiteral(address), 40_000);
            WebFilter from = (exchange, chain) -> chain.filter(exchange.mutate()
                    .request(request -> request.remoteAddress(caller))
                    .build());
            return WebTestClient.bindToController(controllers.toArray())
                    .webFilter(from)
                    .webFilter(filters.toArray(WebFilter[]::new))
                    .configureClient()
                    .responseTimeout(Duration.ofMinutes(1))
                    .build();
        }
    }

    static void start() {
        start("gateway.fees.pack=classpath:fees/none.yaml", "gateway.fees.pack=classpath:fees/none.yaml");
    }

    /** With one more setting for each node. */
    static void start(String ofHere, String ofThere) {
        var database = Stores.database();
        var hash = sha256(SECRET);
        var settings = new String[] {
            "gateway.operators.payme.key-sha256=" + hash,
            "gateway.operators.click.secret=" + SECRET,
            "gateway.operators.click.service-id=2002",
            "gateway.operators.uzum.password-sha256=" + hash,
            "gateway.operators.paynet.password-sha256=" + hash,
            "gateway.operators.payme.sources=127.0.0.1",
            "gateway.operators.click.sources=127.0.0.1",
            "gateway.operators.uzum.sources=127.0.0.1",
            "gateway.operators.paynet.sources=127.0.0.1",
            "gateway.limits.pack=classpath:limits/operators.yaml",
            "gateway.operators.expiry-pause=1s",
            "gateway.operators.onward-pause=50ms",
            "gateway.operators.onward-lease=1s",
            "gateway.operators.onward-within=6s",
            "gateway.journal.max-wait=30s"
        };
        here = LiveBooks.start(database, Parts.class, with(settings, ofHere));
        there = LiveBooks.start(database, Parts.class, with(settings, ofThere));
    }

    private static String[] with(String[] settings, String more) {
        return Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new);
    }

    static void stop() {
        here.close();
        there.close();
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(gateway.platform.crypto.Sha256.of(text));
    }

    /** Each call reaches the other node than the one before. */
    static OperatorWire wire() {
        var first = here.bean(Front.class).calledFrom(HOME);
        var second = there.bean(Front.class).calledFrom(HOME);
        return (method, path, headers, body) ->
                send(CALLS.incrementAndGet() % 2 == 0 ? first : second, method, path, headers, body);
    }

    static OperatorWire.Heard send(
            WebTestClient node, String method, String path, Map<String, String> headers, String body) {
        var answer = node.method(HttpMethod.valueOf(method))
                .uri(path)
                .headers(all -> headers.forEach(all::set))
                .bodyValue(body)
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        var text = answer.getResponseBody() == null ? new byte[0] : answer.getResponseBody();
        return new OperatorWire.Heard(answer.getStatus().value(), new String(text, StandardCharsets.UTF_8));
    }

    static KitWorld world(String phone) {
        return new KitWorld(
                wire(),
                phone,
                STRANGER,
                SECRET,
                Optional.of(OperatorsRig::invoice),
                Optional.of(() -> spendAll(phone)),
                Optional.of(refusals(phone)),
                Optional.of(new KitWorld.CardCode(card(phone).code())));
    }

    /** Somebody without any room, and somebody whom an order stops. */
    private static KitWorld.Refusals refusals(String phone) {
        var limited = person(phone.replaceFirst("99890", "99891"));
        Watched.TIERS.put(owner(limited), KycTier.PHONE_ONLY);
        var stopped = person(phone.replaceFirst("99890", "99893"));
        Watched.STOPPED.add(owner(stopped));
        var later = person(phone.replaceFirst("99890", "99894"));
        return new KitWorld.Refusals(
                limited,
                stopped,
                new KitWorld.StoppedLater(
                        later, () -> Watched.STOPPED.add(owner(later)), () -> Watched.STOPPED.remove(owner(later))));
    }

    static CustomerId owner(String phone) {
        return Objects.requireNonNull(PEOPLE.get(phone));
    }

    static <T> T now(Mono<T> work) {
        return work.blockOptional().orElseThrow();
    }

    /** Somebody with an empty wallet. */
    static String person(String phone) {
        var ids = here.bean(TimeOrderedIds.class);
        var id = new CustomerId(ids.next(ids.anyShard()));
        commit(id.shard(), new OpenAccount(wallet(id), id.value(), Asset.UZS, AccountKind.WALLET));
        PEOPLE.put(phone, id);
        return phone;
    }

    /** A card that somebody linked, and the code that its owner shows. */
    record OwnCard(CustomerId owner, CardId card, String code) {}

    static OwnCard card(String phone) {
        var owner = owner(phone);
        var card = WatchedCards.link(owner, here.bean(TimeOrderedIds.class));
        var code = now(there.bean(NameCard.class).name(owner, card));
        return new OwnCard(owner, card, code.text());
    }

    static KitInvoice invoice() {
        var ids = here.bean(TimeOrderedIds.class);
        var merchant = new MerchantId(ids.next(ids.anyShard()));
        var account = AccountId.of(merchant.value(), Asset.UZS);
        commit(merchant.shard(), new OpenAccount(account, merchant.value(), Asset.UZS, AccountKind.MERCHANT));
        var invoice = now(here.bean(Invoices.class).open(merchant, soms(12_345), "Books", books(), "dilnoza"));
        return new KitInvoice(invoice.number().text(), invoice.amount().minor());
    }

    private static Goods books() {
        var books = new Line("Books", soms(5_000), 2, soms(155), "04901001001000000", "1184747", 796L, 12);
        var wrapping = new Line("Wrapping", soms(2_000), 1, soms(0), "10899002001000000", "1501319", null, 0);
        return new Goods(List.of(books, wrapping), new Shipping("To your door", soms(500)));
    }

    private static Money soms(long soms) {
        return new Money(soms * 100, Asset.UZS);
    }

    static AccountId wallet(CustomerId owner) {
        return AccountId.of(owner.value(), Asset.UZS);
    }

    static AccountId wallet(String phone) {
        return wallet(PEOPLE.get(phone));
    }

    static long balance(String phone) {
        return now(here.bean(Ledger.class).balance(wallet(phone))).posted().minor();
    }

    static void spendAll(String phone) {
        // What came for a card may be held for it just now.
        await().ignoreException(IllegalStateException.class).untilAsserted(() -> spend(phone, balance(phone)));
    }

    private static void spend(String phone, long all) {
        var ids = here.bean(TimeOrderedIds.class);
        var wallet = wallet(phone);
        var id = new TransferId(ids.next(wallet.shard()));
        var elsewhere = SystemAccounts.transit(Asset.UZS, wallet.shard());
        commit(
                wallet.shard(),
                new PostTransfers(List.of(
                        new Direct(id, wallet, elsewhere, new Money(all, Asset.UZS), Purpose.ADJUSTMENT, id.value()))));
    }

    private static void commit(int shard, Part part) {
        var decision = now(here.journal().commit(new Entry(shard, Priority.NEW, List.of(part))));
        if (decision != Decision.COMMITTED) {
            throw new IllegalStateException(String.valueOf(decision));
        }
    }
}
