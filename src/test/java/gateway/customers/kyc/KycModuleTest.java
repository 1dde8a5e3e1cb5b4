package gateway.customers.kyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.approvals.Act;
import gateway.customers.Customer;
import gateway.customers.CustomerProblem;
import gateway.customers.Customers;
import gateway.customers.Identity;
import gateway.customers.KycTier;
import gateway.customers.kyc.IdentityRegistry.Answer;
import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.problems.ProblemException;
import io.r2dbc.pool.ConnectionPool;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** What customers prove, where it is kept. */
class KycModuleTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Answer YES = new Answer.Answered(true, true, true, LocalDate.of(2030, 1, 1));

    private static Database database;
    private static ConnectionPool pool;
    private static int people;

    private static final UUID ACT = new UUID(77, 7);

    private final Moment clock = new Moment(Instant.parse("2026-11-26T10:00:00Z"));
    private final TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(3 + people));
    private Answer answer = YES;
    private CustomerId customer;
    private String pinfl;
    private KycStore store;
    private StoredIdentities identities;
    private RememberedTiers tiers;
    private ShowDocument show;
    private VerifyCustomer verify;
    private TransactionalOperator transaction;

    /** A clock that a test sets. */
    private static final class Moment extends Clock {

        private Instant now;

        Moment(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void open() {
        database = Stores.database();
        pool = database.pool(4);
    }

    @AfterAll
    static void close() {
        pool.dispose();
    }

    @BeforeEach
    void wire() {
        var client = DatabaseClient.create(pool);
        transaction = TransactionalOperator.create(new R2dbcTransactionManager(client.getConnectionFactory()));
        var seals = new SealedTexts(new MasterKey(KEY));
        Customers customers = new Customers() {
            @Override
            public Mono<Optional<Customer>> byPhone(String phone) {
                return Mono.just(Optional.empty());
            }

            @Override
            public Mono<Customer> find(CustomerId id) {
                return Mono.just(new Customer(id, "998901234567", "uz"));
            }
        };
        identities = new StoredIdentities(client, seals);
        store = new KycStore(client, transaction, seals, identities, ids, clock);
        tiers = new RememberedTiers(
                store, clock, new RegistrySettings(null, "", Duration.ofSeconds(1), 100, Duration.ofSeconds(10)));
        show = new ShowDocument(customers, store, (_, _) -> Mono.just(answer), tiers, clock);
        verify = new VerifyCustomer(customers, store, tiers, clock);
        people++;
        customer = new CustomerId(ids.next(people % 16));
        pinfl = People.pinfl("%03d".formatted(100 + people));
    }

    private KycState show(CustomerId who, String number, String expires) {
        return show.show(who, People.with(pinfl, number, expires))
                .blockOptional()
                .orElseThrow();
    }

    private KycTier tier() {
        return tiers.of(customer).blockOptional().orElseThrow().tier();
    }

    @Test
    void nobodyHasShownAnythingYet() {
        assertThat(tier()).isEqualTo(KycTier.PHONE_ONLY);
        assertThat(tiers.of(new CustomerId(new UUID(9, 9)))
                        .blockOptional()
                        .orElseThrow()
                        .tier())
                .isEqualTo(KycTier.PHONE_ONLY);
    }

    @Test
    void aDocumentRaisesTheTierAndItsLastDayLowersItByItself() {
        show(customer, "AA1234567", "2027-01-31");
        assertThat(tier()).isEqualTo(KycTier.DOCUMENTED);
        verify.verify(customer, "dilnoza", new VerifyCustomer.Word("in-person", null, true, null, "came"))
                .block();
        assertThat(tier()).isEqualTo(KycTier.SEEN);

        // Midnight is that of Tashkent, and nobody does anything.
        clock.now = Instant.parse("2027-01-31T18:59:59Z");
        assertThat(tier()).isEqualTo(KycTier.SEEN);
        clock.now = Instant.parse("2027-01-31T19:00:00Z");
        assertThat(tier()).isEqualTo(KycTier.MATCHED);

        show(customer, "AA7654321", "2036-01-31");
        assertThat(tier()).as("but not longer than the registry says").isEqualTo(KycTier.SEEN);
    }

    private String wish(String fact, String document, String until) {
        var evidence = verify.known(customer).blockOptional().orElseThrow().evidence();
        return "{\"customer\":\"%s\",\"fact\":\"%s\",\"document\":%s,\"until\":%s,\"evidence\":\"%s\"}"
                .formatted(customer, fact, document, until, evidence);
    }

    private void perform(String wish) {
        var act = new Act(
                ACT,
                ConfirmCustomer.NAME,
                "somebody",
                wish,
                "came",
                "dilnoza",
                clock.now,
                clock.now.plusSeconds(60),
                Act.State.PROPOSED,
                null);
        new ConfirmCustomer(verify).perform(act).as(transaction::transactional).block();
    }

    private void refuses(CustomerProblem problem, Runnable what) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(what::run)
                .satisfies(no -> assertThat(no.type()).isEqualTo(problem));
    }

    @Test
    void whatTwoOfTheStaffHaveSeenRaisesTheTierAndSaysOnWhichActItRests() {
        show(customer, "AA1234567", "2027-01-31");
        var wish = wish("in-person", "null", "null");

        assertThat(new ConfirmCustomer(verify).check(wish).block()).isEqualTo("in-person of " + customer);
        assertThat(tier()).isEqualTo(KycTier.DOCUMENTED);
        perform(wish);

        assertThat(tier()).isEqualTo(KycTier.SEEN);
        var rests = DatabaseClient.create(pool)
                .sql("select act::text || ' ' || evidence from customers.verification"
                        + " where customer = :customer and act is not null")
                .bind("customer", customer.value())
                .mapValue(String.class)
                .one()
                .block();
        assertThat(rests).startsWith(ACT + " ").hasSize(36 + 1 + 64);
    }

    @Test
    void whatHasChangedSinceItWasProposedIsLookedAtAgain() {
        show(customer, "AA1234567", "2027-01-31");
        var wish = wish("in-person", "null", "null");
        show(customer, "AA7654321", "2036-01-31");

        refuses(CustomerProblem.CUSTOMER_CHANGED, () -> perform(wish));
        refuses(
                CustomerProblem.CUSTOMER_CHANGED,
                () -> new ConfirmCustomer(verify).check(wish).block());

        assertThat(tier()).isEqualTo(KycTier.DOCUMENTED);
    }

    @Test
    void whatCannotBeVerifiedIsNotEvenProposed() {
        var confirm = new ConfirmCustomer(verify);
        refuses(
                CustomerProblem.IDENTITY_MISSING,
                () -> confirm.check(wish("in-person", "null", "null")).block());
        show(customer, "AA1234567", "2027-01-31");
        var right = wish("in-person", "null", "\"2027-01-01\"");
        assertThat(confirm.check(right).block()).isNotNull();
        for (var wrong : List.of(
                right.replace("in-person", "by-hearsay"),
                right.replace("2027-01-01", "2026-11-25"),
                right.replace("2027-01-01", "2027-02-30"),
                right.replace("in-person", "document"),
                right.replace("\"document\":null", "\"document\":\"" + ACT + "\""),
                right.replace("in-person", "document").replace("\"document\":null", "\"document\":\"" + ACT + "\""),
                right.replace("until", "holds"),
                "null",
                "nonsense")) {
            refuses(
                    CustomerProblem.VERIFICATION_INVALID,
                    () -> confirm.check(wrong).block());
        }
        refuses(
                CustomerProblem.CUSTOMER_NOT_FOUND,
                () -> confirm.check(right.replace("cus_", "dev_")).block());
    }

    /** Neither by showing it again nor by being somebody else for a while; two of the staff can. */
    @Test
    void whatTheStaffDoubtIsNotUndoneByTheCustomer() {
        var shown = show(customer, "AA1234567", "2027-01-31");
        var id = shown.documents().getFirst().id().toString();
        var elsewhere = told(People.with(pinfl, "AA1234567", "2027-01-31"), "Karimov Aziz", "KZ");
        doubt("document", id);
        doubt("phone", null);
        assertThat(tier()).isEqualTo(KycTier.PHONE_ONLY);

        show(customer, "AA1234567", "2027-01-31");
        show.show(customer, elsewhere).block();
        show(customer, "AA1234567", "2027-01-31");
        assertThat(tier()).isEqualTo(KycTier.PHONE_ONLY);

        perform(wish("phone", "null", "null"));
        show(customer, "AA1234567", "2027-01-31");
        assertThat(tier()).isEqualTo(KycTier.MATCHED);
        perform(wish("document", "\"" + id + "\"", "null"));
        assertThat(tier()).isEqualTo(KycTier.DOCUMENTED);
        show.show(customer, elsewhere).block();
        assertThat(tier()).as("what was settled stays so").isEqualTo(KycTier.DOCUMENTED);
    }

    private void doubt(String fact, @org.jspecify.annotations.Nullable String document) {
        verify.verify(customer, "dilnoza", new VerifyCustomer.Word(fact, document, false, null, "a forgery"))
                .block();
    }

    @Test
    void theTierSaysHowOldItIs() {
        show(customer, "AA1234567", "2027-01-31");
        var first = tiers.of(customer).blockOptional().orElseThrow();
        clock.now = clock.now.plusSeconds(9);
        assertThat(tiers.of(customer).blockOptional().orElseThrow().asOf()).isEqualTo(first.asOf());
        clock.now = clock.now.plusSeconds(2);
        assertThat(tiers.of(customer).blockOptional().orElseThrow().asOf()).isEqualTo(clock.now);
    }

    @Test
    void silenceProvesNothingAndTheNextShowingMay() {
        answer = new Answer.NoAnswer("silence");
        var waiting = show(customer, "AA1234567", "2027-01-31");
        assertThat(waiting.stateOf(waiting.documents().getFirst(), LocalDate.of(2026, 11, 26)))
                .isEqualTo("submitted");
        assertThat(tier()).isEqualTo(KycTier.PHONE_ONLY);

        answer = YES;
        var shown = show(customer, "AA1234567", "2027-01-31");

        assertThat(shown.documents()).hasSize(1);
        assertThat(tier()).isEqualTo(KycTier.DOCUMENTED);
        assertThat(show(customer, "AA1234567", "2027-01-31").proofs()).isEqualTo(shown.proofs());
    }

    @Test
    void onePinflIsOneCustomersForGood() {
        var other = new CustomerId(ids.next(5));
        show(customer, "AA1234567", "2027-01-31");

        var late = show(other, "AA1234567", "2027-01-31");

        assertThat(late.tier(LocalDate.of(2026, 11, 26))).isEqualTo(KycTier.PHONE_ONLY);
        assertThat(tier()).isEqualTo(KycTier.DOCUMENTED);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> verify.verify(
                                other, "dilnoza", new VerifyCustomer.Word("pinfl", null, true, null, "sure"))
                        .block())
                .satisfies(no -> assertThat(no.type()).isEqualTo(CustomerProblem.VERIFICATION_INVALID));
    }

    /** A second number of the same person: the registry knows who they are, and the phone as nobody's. */
    @Test
    void aSecondPhoneOfTheirsMakesNoSecondCustomerOfOnePinfl() {
        var first = customer;
        customer = new CustomerId(ids.next(5));
        answer = new Answer.Answered(true, false, true, LocalDate.of(2030, 1, 1));
        show(customer, "AA1234567", "2027-01-31");
        answer = YES;
        show(first, "AA1234567", "2027-01-31");

        var early = wish("phone", "null", "null");
        refuses(CustomerProblem.VERIFICATION_INVALID, () -> perform(early));
        answer = new Answer.Answered(true, false, true, LocalDate.of(2030, 1, 1));
        var late = show(customer, "AA1234567", "2027-01-31");

        assertThat(late.holds(Fact.PINFL, LocalDate.of(2026, 11, 26))).isFalse();
        refuses(CustomerProblem.VERIFICATION_INVALID, () -> perform(wish("phone", "null", "null")));
        assertThat(tier()).isEqualTo(KycTier.PHONE_ONLY);
    }

    @Test
    void knowingANumberDoesNotTakeItAway() {
        answer = new Answer.Answered(true, false, true, LocalDate.of(2030, 1, 1));
        show(new CustomerId(ids.next(5)), "AA1234567", "2027-01-31");

        answer = YES;
        show(customer, "AA1234567", "2027-01-31");

        assertThat(tier()).isEqualTo(KycTier.DOCUMENTED);
    }

    @Test
    void whoeverSaysTheyAreSomebodyElseBeginsAnew() {
        show(customer, "AA1234567", "2027-01-31");
        answer = new Answer.NoAnswer("silence");
        pinfl = People.pinfl("777");
        show(customer, "AA1234567", "2027-01-31");

        assertThat(tier()).isEqualTo(KycTier.PHONE_ONLY);
    }

    /** The number is theirs, and was proven under another name. */
    @Test
    void whoeverTakesAnotherNameOrCountryBeginsAnewToo() {
        var first = People.with(pinfl, "AA1234567", "2027-01-31");
        for (var other : List.of(told(first, "Salimov Anvar", "UZ"), told(first, first.fullName(), "KZ"))) {
            answer = YES;
            show.show(customer, first).block();
            assertThat(tier()).isEqualTo(KycTier.DOCUMENTED);

            answer = new Answer.NoAnswer("silence");
            show.show(customer, other).block();

            assertThat(tier()).as("of %s", other.country()).isEqualTo(KycTier.PHONE_ONLY);
        }
    }

    @Test
    void aWordAboutWhoTheyWereIsAWordAboutNobody() {
        answer = new Answer.NoAnswer("silence");
        show(customer, "AA1234567", "2027-01-31");
        var before = identities.find(customer).blockOptional().orElseThrow().orElseThrow();
        show.show(customer, told(People.with(pinfl, "AA1234567", "2027-01-31"), "Salimov Anvar", "UZ"))
                .block();

        store.prove(before, new Proof(Fact.IN_PERSON, null, true, null, "dilnoza", "came"))
                .block();

        assertThat(store.read(customer).blockOptional().orElseThrow().proofs()).isEmpty();
    }

    private static Submission.Raw told(Submission.Raw it, String name, @org.jspecify.annotations.Nullable String from) {
        return new Submission.Raw(
                it.pinfl(), name, it.birthDate(), from, it.kind(), it.number(), it.issuer(), it.expiresOn());
    }

    /** They live in the same shard and have shown a document of the same number. */
    @Test
    void whatANeighbourHasShownAndProvenIsTheirs() {
        var neighbour = new CustomerId(ids.next(customer.shard()));
        show(customer, "AA1234567", "2027-01-31");
        answer = new Answer.NoAnswer("silence");
        var number = pinfl;
        pinfl = People.pinfl("%03d".formatted(600 + people));

        var shown = show(neighbour, "AA1234567", "2027-01-31");

        assertThat(shown.documents()).hasSize(1);
        assertThat(shown.proofs()).isEmpty();
        assertThat(shown.tier(LocalDate.of(2026, 11, 26))).isEqualTo(KycTier.PHONE_ONLY);
        show(neighbour, "AA1234567", "2028-01-31");
        assertThat(show(neighbour, "AA1234567", "2028-01-31").documents())
                .as("what nobody has found valid yet is corrected")
                .extracting(Document::expires)
                .containsExactly(LocalDate.of(2028, 1, 31));
        pinfl = number;
        assertThat(show(customer, "AA1234567", "2027-01-31").documents())
                .extracting(Document::expires)
                .containsExactly(LocalDate.of(2027, 1, 31));
    }

    @Test
    void aValidDocumentDoesNotBecomeValidForLongerByBeingShownAgain() {
        show(customer, "AA1234567", "2027-01-31");
        var again = show(customer, "AA1234567", "2029-01-31");

        assertThat(again.documents()).extracting(Document::expires).containsExactly(LocalDate.of(2027, 1, 31));
    }

    @Test
    void numbersAreNotReadableWhereTheyAreKept() throws SQLException {
        show(customer, "AA1234567", "2027-01-31");

        try (var connection = database.jdbc();
                var rows = connection.createStatement().executeQuery("""
                        select i::text || d::text
                          from customers.identity i
                          join customers.document d on d.customer = i.customer
                        """)) {
            while (rows.next()) {
                var hex = rows.getString(1);
                assertThat(hex).doesNotContain(pinfl, "1234567", hex(pinfl), hex("AA1234567"));
            }
        }
        assertThat(identities.find(customer).blockOptional().orElseThrow().map(Identity::documents))
                .contains(java.util.List.of("AA1234567"));
    }

    /** They share a look at the database. */
    @Test
    void whoeverIsLookedForAtTheSameTimeIsFoundEachUnderTheirOwnId() {
        show(customer, "AA1234567", "2027-01-31");
        var nobody = new CustomerId(java.util.UUID.fromString("0199aaaa-0000-7000-8000-00000000ff07"));
        var asked = java.util.Collections.nCopies(20, java.util.List.of(customer, nobody)).stream()
                .flatMap(java.util.List::stream)
                .toList();

        var found = reactor.core.publisher.Flux.fromIterable(asked)
                .flatMapSequential(identities::find, asked.size())
                .map(it -> it.map(Identity::customer))
                .collectList()
                .block();

        assertThat(found)
                .isEqualTo(asked.stream()
                        .map(it -> java.util.Optional.of(it).filter(customer::equals))
                        .toList());
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void whoeverChangedIsUnseenUntilThatVersionWasSeen() {
        show(customer, "AA1234567", "2027-01-31");
        var first = identities.find(customer).blockOptional().orElseThrow().orElseThrow();
        show(customer, "AA7654321", "2027-01-31");

        identities.seen(first).block();
        assertThat(unseen()).as("a document came after that look").isTrue();

        identities
                .seen(identities.find(customer).blockOptional().orElseThrow().orElseThrow())
                .block();
        assertThat(unseen()).isFalse();
    }

    private boolean unseen() {
        return Boolean.TRUE.equals(identities
                .unseen(1_000)
                .any(identity -> identity.customer().equals(customer))
                .block());
    }
}
