package gateway.customers.kyc;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.Identity;
import gateway.customers.RememberedIdentities.Remembered;
import gateway.customers.UnchangedIdentities;
import gateway.customers.UnchangedIdentities.IdentityMoved;
import gateway.platform.crypto.MasterKey;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Who customers are is remembered on a node, and changed on another one. */
class UnchangedIdentitiesModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);
    private static final TimeOrderedIds IDS = new TimeOrderedIds(CLOCK, new Random(40));

    private static LiveBooks books;

    private StoredIdentities here;
    private KycStore hereToo;
    private KycStore elsewhere;
    private CustomerId customer;

    /** What the journal needs to know. */
    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        UnchangedWriter unchangedWriter() {
            return new UnchangedWriter();
        }
    }

    @BeforeAll
    static void open() {
        books = LiveBooks.start(Stores.database(), Parts.class);
    }

    @AfterAll
    static void close() {
        books.close();
    }

    @BeforeEach
    void wire() {
        here = identities();
        hereToo = store(here);
        elsewhere = store(identities());
        customer = new CustomerId(IDS.next(7));
    }

    private static StoredIdentities identities() {
        return new StoredIdentities(books.bean(DatabaseClient.class), new SealedTexts(new MasterKey(KEY)));
    }

    private static KycStore store(StoredIdentities identities) {
        var database = books.bean(DatabaseClient.class);
        var transaction = TransactionalOperator.create(new R2dbcTransactionManager(database.getConnectionFactory()));
        return new KycStore(database, transaction, new SealedTexts(new MasterKey(KEY)), identities, IDS, CLOCK);
    }

    private void show(KycStore by, String name, String document) {
        var raw = People.with(People.KARIMOV, document, "2027-01-31");
        var shown = Submission.read(
                new Submission.Raw(
                        raw.pinfl(),
                        name,
                        raw.birthDate(),
                        raw.country(),
                        raw.kind(),
                        raw.number(),
                        raw.issuer(),
                        raw.expiresOn()),
                LocalDate.of(2026, 11, 26));
        by.save(customer, shown).block(PATIENCE);
    }

    private Remembered remembered() {
        return here.remembered(customer).blockOptional(PATIENCE).orElseThrow();
    }

    private static Decision commit(Remembered... sides) {
        return books.bean(Journal.class)
                .commit(new Entry(
                        sides[0].customer().shard(), Priority.NEW, List.of(new UnchangedIdentities(List.of(sides)))))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static Decision moved(CustomerId... customers) {
        return new Refused(new IdentityMoved(List.of(customers)));
    }

    @Test
    void whoIsStillTheSameMayGoOn() {
        show(elsewhere, "Karimov Bek", "AA1234567");

        assertThat(remembered().identity()).map(Identity::fullName).contains("Karimov Bek");
        assertThat(commit(remembered())).isInstanceOf(Committed.class);
        assertThat(commit(remembered())).isInstanceOf(Committed.class);
    }

    @Test
    void nobodyIsRememberedAsNobody() {
        assertThat(remembered()).isEqualTo(new Remembered(customer, java.util.Optional.empty(), Remembered.NOBODY));
        assertThat(commit(remembered())).isInstanceOf(Committed.class);

        show(elsewhere, "Karimov Bek", "AA1234567");
        assertThat(commit(remembered())).isEqualTo(moved(customer));
    }

    @Test
    void whoChangedOnAnotherNodeIsRefusedUntilTheyAreReadAnew() {
        show(elsewhere, "Karimov Bek", "AA1234567");
        remembered();
        show(elsewhere, "Soatova Mavluda", "AA1234567");

        assertThat(remembered().identity()).map(Identity::fullName).contains("Karimov Bek");
        assertThat(commit(remembered())).isEqualTo(moved(customer));

        here.forget(List.of(customer));
        assertThat(remembered().identity()).map(Identity::fullName).contains("Soatova Mavluda");
        assertThat(commit(remembered())).isInstanceOf(Committed.class);
    }

    @Test
    void anotherDocumentMakesThemAnother() {
        show(elsewhere, "Karimov Bek", "AA1234567");
        remembered();
        show(elsewhere, "Karimov Bek", "AB7654321");

        assertThat(commit(remembered())).isEqualTo(moved(customer));
    }

    @Test
    void whatIsShownOnTheSameNodeIsReadAtOnce() {
        show(hereToo, "Karimov Bek", "AA1234567");
        remembered();
        show(hereToo, "Soatova Mavluda", "AA1234567");

        assertThat(remembered().identity()).map(Identity::fullName).contains("Soatova Mavluda");
    }

    @Test
    void ofTwoSidesTheOneThatChangedIsNamed() {
        var payer = remembered();
        customer = new CustomerId(IDS.next(3));
        show(elsewhere, "Karimov Bek", "AA1234567");
        var payee = remembered();
        show(elsewhere, "Soatova Mavluda", "AA1234567");

        assertThat(commit(payer, payee)).isEqualTo(moved(payee.customer()));
    }

    @Test
    void whoRemembersWhatIsNoLongerTrueIsRefusedBesideWhoKnowsBetter() {
        show(elsewhere, "Karimov Bek", "AA1234567");
        var before = remembered();
        show(elsewhere, "Soatova Mavluda", "AA1234567");
        here.forget(List.of(customer));
        var now = remembered();

        assertThat(commit(now, before)).isEqualTo(moved(customer));
        assertThat(commit(before, now)).isEqualTo(moved(customer));
        assertThat(commit(now, now)).isInstanceOf(Committed.class);
    }
}
