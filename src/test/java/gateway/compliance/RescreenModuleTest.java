package gateway.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.PaymentScreening.Outcome;
import gateway.compliance.cases.CaseFile;
import gateway.compliance.cases.Cases;
import gateway.compliance.cases.DecideCases.Act;
import gateway.compliance.cases.Resolution;
import gateway.compliance.matching.ListIndex;
import gateway.compliance.matching.Screen;
import gateway.customers.Identities;
import gateway.customers.Identity;
import gateway.customers.Pinfl;
import gateway.platform.crypto.MasterKey;
import gateway.rulebook.RuleHead;
import gateway.rulebook.Version;
import gateway.shared.ids.CaseId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Stores;

/** All customers compared again, with what people have decided in a real database. */
class RescreenModuleTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String ONE = "N-1,person,KARIMOV UTKIR TULKINOVICH,,1985-03-14,UZ,male,,,";

    private final SetClock clock = new SetClock("2026-11-26T10:00:00Z");
    private final People people = new People();
    private ListIndex lists = TestLists.national(List.of(ONE));
    private Version<Screen> rule = TestLists.thresholds(900, 780).get();
    private Cases cases;
    private KnownDecisions decisions;
    private OpenMatches matches;

    /** Customers in memory; reading a page may fail. */
    private static final class People implements Identities {

        private final List<Identity> all = new ArrayList<>();
        private final List<Identity> changed = new ArrayList<>();
        private final AtomicInteger read = new AtomicInteger();
        private int failsAt = Integer.MAX_VALUE;
        private boolean marks = true;

        @Override
        public Mono<Optional<Identity>> find(CustomerId customer) {
            return Mono.just(Optional.empty());
        }

        @Override
        public Flux<Identity> page(int shard, @Nullable CustomerId after, int size) {
            if (read.incrementAndGet() == failsAt) {
                return Flux.error(new IllegalStateException("gone"));
            }
            var from = Objects.requireNonNull(after).value();
            return Flux.fromStream(all.stream()
                    .filter(it -> it.customer().shard() == shard
                            && it.customer().value().compareTo(from) > 0)
                    .sorted(Comparator.comparing(it -> it.customer().value()))
                    .limit(size));
        }

        @Override
        public Flux<Identity> unseen(int size) {
            return Flux.fromIterable(List.copyOf(changed)).take(size);
        }

        @Override
        public Mono<Void> seen(Identity identity) {
            return marks
                    ? Mono.fromRunnable(() -> changed.remove(identity))
                    : Mono.error(new IllegalStateException("gone"));
        }
    }

    @BeforeEach
    void open() {
        cases = new Cases(Stores.database(), clock);
        decisions = new KnownDecisions(cases.database, clock);
        matches = new OpenMatches(() -> rule, new Fingerprints(new MasterKey(KEY)), decisions);
    }

    @AfterEach
    void close() {
        cases.close();
    }

    private static Identity identity(int number, long version, String name, LocalDate born) {
        return new Identity(
                new CustomerId(new UUID(number, number % 16)),
                version,
                name,
                born,
                "UZ",
                new Pinfl("3140385123%04d".formatted(number)),
                List.of());
    }

    private static Identity listed(int number) {
        return identity(number, 1, "Каримов Ўткир Тўлқин ўғли", LocalDate.of(1985, 3, 14));
    }

    private static Identity inShardThree(int number, Identity it) {
        return new Identity(
                new CustomerId(new UUID(number, 3)),
                it.version(),
                it.fullName(),
                it.born(),
                it.country(),
                it.pinfl(),
                it.documents());
    }

    private static Identity clean(int number) {
        return identity(number, 1, "Yuldasheva Malika", LocalDate.of(1990, 1, 1));
    }

    private RescreenCustomers node() {
        return new RescreenCustomers(
                () -> lists,
                matches,
                new Fingerprints(new MasterKey(KEY)),
                people,
                cases.alerts,
                new ScreeningPasses(cases.database, clock),
                clock);
    }

    private long count(String sql) {
        return cases.database
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private long alerts() {
        return count("select count(*) from compliance.alert");
    }

    private CaseFile clear() {
        var id = cases.database
                .sql("select id from compliance.case_file where state <> 'closed'")
                .map(row -> new CaseId(Objects.requireNonNull(row.get(0, UUID.class))))
                .one()
                .blockOptional()
                .orElseThrow();
        var file = cases.files.find(id).blockOptional().orElseThrow();
        return cases.decide
                .propose(new Act(id, "dilnoza", file.evidence(), "born elsewhere"), Resolution.FALSE_ALARM)
                .flatMap(it -> cases.decide.decide(new Act(id, "rustam", it.evidence(), "agreed"), true))
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void everybodyIsComparedOncePerStateOfTheLists() {
        for (int n = 1; n <= 250; n++) {
            people.all.add(n % 50 == 0 ? listed(n) : clean(n));
        }

        node().run().block();
        assertThat(alerts()).isEqualTo(5);
        assertThat(count("select screened from compliance.rescreening")).isEqualTo(250);
        int read = people.read.get();
        node().run().block();
        assertThat(people.read.get()).as("the pass is over").isEqualTo(read);

        lists = TestLists.national(List.of(ONE, "N-2,person,Yuldasheva Malika,,1990-01-01,UZ,,,,"));
        node().run().block();

        assertThat(alerts()).as("those who are new on it").isEqualTo(5 + 245);
    }

    /** More than are read at once live in one shard. */
    @Test
    void theLastOfAFullShardIsComparedToo() {
        for (int n = 1; n <= 230; n++) {
            people.all.add(inShardThree(n, n % 115 == 0 ? listed(n) : clean(n)));
        }

        node().run().block();

        assertThat(count("select screened from compliance.rescreening")).isEqualTo(230);
        assertThat(alerts()).isEqualTo(2);
    }

    @Test
    void otherThresholdsCompareEverybodyAgain() {
        people.all.add(listed(3));
        var usual = rule;
        rule = new Version<>(usual.head(), new Screen(5_000, 4_000));
        node().run().block();
        assertThat(alerts()).isZero();

        var head = usual.head();
        rule = new Version<>(new RuleHead(head.id(), 4, head.citation(), head.validity()), usual.says());
        node().run().block();

        assertThat(alerts()).isEqualTo(1);
    }

    /** Nobody is known to be nobody on a list because they cannot be compared. */
    @Test
    void peopleHearOfANameThatCannotBeReadUntilTheyHaveLookedAtIt() {
        people.all.add(identity(3, 1, "\u200b\u200b", LocalDate.of(1985, 3, 14)));

        node().run().block();
        nextDay();

        assertThat(alerts()).isEqualTo(1);
        assertThat(count("select count(*) from compliance.alert where key = 'unreadable'"))
                .isEqualTo(1);
        clear();
        nextDay();
        assertThat(undecided()).as("two have looked at it").isZero();
        people.all.set(0, identity(3, 2, "\u200b", LocalDate.of(1985, 3, 14)));
        nextDay();
        assertThat(undecided()).as("the customer has changed").isEqualTo(1);
    }

    /** The node dies in between; whoever is at it next finds them still unseen, and nothing is raised twice. */
    @Test
    void whoeverHasChangedIsSeenOnlyOnceTheyAreCompared() {
        people.changed.add(listed(3));
        people.marks = false;
        node().run().onErrorComplete().block();
        assertThat(alerts()).as("compared before they are marked").isEqualTo(1);
        assertThat(people.changed).hasSize(1);

        people.marks = true;
        node().run().block();

        assertThat(alerts()).isEqualTo(1);
        assertThat(people.changed).isEmpty();
    }

    @Test
    void aRestrictionDoesNotEndBecauseNobodyCouldReadIt() {
        var customer = listed(3).customer();
        cases.database
                .sql("insert into compliance.restricted (shard, customer, case_id, since)"
                        + " values (:shard, :customer, :customer, now())")
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .then()
                .block();
        decisions.refresh().block();

        clock.set(clock.instant().plus(Duration.ofHours(3)));

        assertThat(decisions.has(customer)).isTrue();
    }

    @Test
    void anotherNodeGoesOnWhereOneStopped() {
        for (int n = 1; n <= 160; n++) {
            people.all.add(n % 16 == 15 ? listed(n) : clean(n));
        }
        people.failsAt = 9;
        node().run().onErrorComplete().block();
        long before = count("select screened from compliance.rescreening");
        assertThat(before).isEqualTo(80);

        people.failsAt = Integer.MAX_VALUE;
        node().run().block();
        assertThat(count("select screened from compliance.rescreening"))
                .as("the lease of whoever is gone still holds")
                .isEqualTo(before);
        clock.set(clock.instant().plus(Duration.ofMinutes(2)));
        node().run().block();

        assertThat(count("select screened from compliance.rescreening")).isEqualTo(160);
        assertThat(alerts()).isEqualTo(10);
    }

    @Test
    void whoeverHasChangedIsComparedSoon() {
        people.changed.add(listed(3));
        node().run().block();

        assertThat(alerts()).isEqualTo(1);
        assertThat(people.changed).isEmpty();
    }

    @Test
    void aClearedMatchIsNoneUntilEitherSideChanges() {
        people.all.add(listed(3));
        node().run().block();
        clear();
        decisions.refresh().block();

        nextDay();
        assertThat(undecided()).as("nobody is asked about it again").isZero();

        lists = TestLists.national(List.of(ONE.replace("1985-03-14", "1985")));
        node().run().block();
        assertThat(undecided()).as("the entry has changed").isEqualTo(1);
        clear();
        decisions.refresh().block();

        people.all.set(0, identity(3, 2, "Каримов Ўткир", LocalDate.of(1985, 3, 14)));
        nextDay();
        assertThat(undecided()).as("the customer has changed").isEqualTo(1);
    }

    @Test
    void paymentsHonourWhatWasClearedForTheseTwoAlone() {
        people.all.add(listed(3));
        node().run().block();
        var screening = new ScreenPaymentInMemory(matches, () -> lists, List::of, true, () -> ListsPolicy.NONE, clock);
        var payee = Party.person("Yuldasheva Malika");
        assertThat(screening.of(party(listed(3)), payee, TestLists.USUAL).outcome())
                .isEqualTo(Outcome.BLOCKED);
        clear();
        decisions.refresh().block();

        assertThat(screening.of(party(listed(3)), payee, TestLists.USUAL).outcome())
                .isEqualTo(Outcome.CLEAR);
        assertThat(screening.of(party(listed(4)), payee, TestLists.USUAL).outcome())
                .as("another customer of that name")
                .isEqualTo(Outcome.BLOCKED);

        clock.set(clock.instant().plus(Duration.ofMinutes(6)));
        assertThat(screening.of(party(listed(3)), payee, TestLists.USUAL).outcome())
                .as("decisions that are too old count no more")
                .isEqualTo(Outcome.BLOCKED);
    }

    /** However many there are: whoever clears a case has seen all that it clears, and the rest stays a match. */
    @Test
    void everyNamesakeIsShownAndOnlyThoseAreCleared() {
        lists = TestLists.national(IntStream.rangeClosed(1, 23)
                .mapToObj("N-%1$d,person,KARIMOV UTKIR TULKINOVICH,,1985-03-14,UZ,male,,AA%1$07d,"::formatted)
                .toList());
        people.all.add(listed(3));
        node().run().block();
        assertThat(alerts()).isEqualTo(23);
        assertThat(clear().pieces()).isEqualTo(23);

        var screening = new ScreenPaymentInMemory(matches, () -> lists, List::of, true, () -> ListsPolicy.NONE, clock);
        decisions.refresh().block();
        assertThat(screening.of(party(listed(3)), null, TestLists.USUAL).outcome())
                .isEqualTo(Outcome.CLEAR);

        cases.database
                .sql("delete from compliance.cleared where entry_id = 'N-23'")
                .then()
                .then(decisions.refresh())
                .block();
        assertThat(screening.of(party(listed(3)), null, TestLists.USUAL).outcome())
                .isEqualTo(Outcome.BLOCKED);
    }

    @Test
    void whoTriesToPayAListedOneHasACaseHoweverOftenTheyTry() {
        var screening = new ScreenPaymentInMemory(matches, () -> lists, List::of, true, () -> ListsPolicy.NONE, clock);
        var abroad = Party.person("Karimov Utkir Tulkinovich");
        var payee = screening.of(party(clean(5)), abroad, TestLists.USUAL).listedPayee();
        assertThat(screening.of(abroad, party(clean(5)), TestLists.USUAL).listedPayee())
                .isNull();
        var listed = new RaiseListedParties(cases.alerts);
        var payer = clean(5).customer();
        var other = clean(6).customer();

        for (long n = 1; n <= 3; n++) {
            listed.tried(payer, new PaymentId(new UUID(n, 5)), Objects.requireNonNull(payee))
                    .block();
        }
        assertThat(alerts()).isEqualTo(1);
        assertThat(undecided()).isEqualTo(1);
        assertThat(count("select count(*) from compliance.evidence where body like '%\"side\":\"payee\"%N-1%'"))
                .isEqualTo(1);
        clear();
        decisions.refresh().block();
        assertThat(screening.of(party(clean(5)), abroad, TestLists.USUAL).listedPayee())
                .as("a decision about the payer clears no payee")
                .isEqualTo(payee);

        listed.tried(payer, new PaymentId(new UUID(4, 5)), Objects.requireNonNull(payee))
                .block();
        listed.tried(other, new PaymentId(new UUID(5, 5)), Objects.requireNonNull(payee))
                .block();
        assertThat(undecided()).isEqualTo(2);
    }

    private static Party party(Identity it) {
        return new Party(
                PartyKind.PERSON,
                it.fullName(),
                it.born(),
                it.country(),
                Gender.MALE,
                List.of(new Identifier(Identifier.Kind.PINFL, it.pinfl().digits())));
    }

    private void nextDay() {
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        clock.set(tomorrow);
        decisions.refresh().block();
        node().run().block();
    }

    private long undecided() {
        return count("select count(*) from compliance.case_file where state <> 'closed'");
    }
}
