package gateway.compliance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.compliance.ComplianceProblem;
import gateway.compliance.SetClock;
import gateway.compliance.UnrestrictedCustomers;
import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.compliance.cases.Alert.Matched;
import gateway.compliance.cases.Alert.Source;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.CaseId;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** What a case has decided against a customer, in the entries of the real journal, and how it ends. */
class RestrictionModuleTest {

    private static final SetClock CLOCK = new SetClock("2026-11-26T10:00:00Z");

    private static LiveBooks books;
    private static Cases cases;
    private static ActKind end;

    private final CustomerId customer = new CustomerId(cases.ids.next(5));
    private final CustomerId other = new CustomerId(cases.ids.next(9));

    /** The part of the module that the journal needs. */
    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        UnrestrictedCustomersWriter unrestrictedCustomersWriter() {
            return new UnrestrictedCustomersWriter();
        }
    }

    @BeforeAll
    static void start() {
        var database = Stores.database();
        books = LiveBooks.start(database, Parts.class);
        cases = new Cases(database, CLOCK);
        end = new EndRestriction(cases.database, CLOCK);
    }

    @AfterAll
    static void stop() {
        cases.close();
        books.close();
    }

    private static <T> T get(Mono<T> mono) {
        return mono.blockOptional().orElseThrow();
    }

    private CaseFile restrict(String key) {
        var its = key.getBytes(StandardCharsets.UTF_8);
        var mine = customer.toString().getBytes(StandardCharsets.UTF_8);
        get(cases.alerts.raise(
                new Alert(customer, Source.SCREENING, key, new Matched("national", key, mine, its), "{}")));
        var open = get(cases.files
                .undecided(Instant.EPOCH, new UUID(0, 0), 100)
                .filter(it -> it.customer().equals(customer))
                .next());
        get(cases.decide.propose(
                new DecideCases.Act(open.id(), "dilnoza", open.evidence(), "no"), Resolution.RESTRICT));
        return get(cases.decide.decide(new DecideCases.Act(open.id(), "rustam", open.evidence(), "no"), true));
    }

    private static Decision moneyOf(CustomerId... customers) {
        var part = new UnrestrictedCustomers(List.of(customers));
        return get(books.journal().commit(new Entry(customers[0].shard(), Priority.NEW, List.of(part))));
    }

    private static Act act(CaseId id) {
        return new Act(
                cases.ids.next(0),
                end.name(),
                "",
                id.toString(),
                "the court says so",
                "dilnoza",
                CLOCK.instant(),
                CLOCK.instant(),
                Act.State.PROPOSED,
                null);
    }

    @Test
    void anEntryOfARestrictedCustomerIsRefusedFromTheDecisionOn() {
        assertThat(moneyOf(customer, other)).isInstanceOf(Committed.class);

        restrict("N-1");

        assertThat(moneyOf(customer)).isEqualTo(new Refused(new CustomerRestricted(customer)));
        assertThat(moneyOf(other, customer)).isEqualTo(new Refused(new CustomerRestricted(customer)));
        assertThat(moneyOf(other)).isInstanceOf(Committed.class);
    }

    @Test
    void whatIsInOneBatchIsToldApart() {
        restrict("N-1");

        var refused = get(Flux.range(0, 64)
                .flatMap(
                        n -> books.journal()
                                .commit(new Entry(
                                        n % 16,
                                        Priority.NEW,
                                        List.of(new UnrestrictedCustomers(
                                                n % 4 == 0 ? List.of(other, customer) : List.of(other))))),
                        64)
                .filter(Refused.class::isInstance)
                .count());

        assertThat(refused).isEqualTo(16);
    }

    @Test
    void anActOfTwoEndsItAndTheCaseKeepsWhoWantedItAndWhy() {
        var file = restrict("N-1");
        assertThat(get(end.check(file.id().toString())))
                .contains(customer.toString())
                .contains(file.id().toString());
        var act = act(file.id());

        end.perform(act).block();

        assertThat(moneyOf(customer)).isInstanceOf(Committed.class);
        assertThat(get(cases.files.events(file.id()).collectList()))
                .last()
                .returns("ended restriction", CaseFile.Event::what)
                .returns("dilnoza", CaseFile.Event::by)
                .returns("act " + act.id() + ": the court says so", CaseFile.Event::detail);
        restrictsNobody(() -> end.perform(act).block());
        restrictsNobody(() -> end.check(file.id().toString()).block());
    }

    /** Whoever agrees to end the first one has not seen the second. */
    @Test
    void whatALaterCaseHasDecidedStays() {
        var first = restrict("N-1");
        var second = restrict("N-2");

        restrictsNobody(() -> end.perform(act(first.id())).block());
        assertThat(moneyOf(customer)).isInstanceOf(Refused.class);

        end.perform(act(second.id())).block();
        assertThat(moneyOf(customer)).isInstanceOf(Committed.class);
    }

    @Test
    void whoWasReleasedCanBeRestrictedAgain() {
        end.perform(act(restrict("N-1").id())).block();

        restrict("N-2");

        assertThat(moneyOf(customer)).isInstanceOf(Refused.class);
    }

    @Test
    void anActNamesACase() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> end.check("cus_1").block())
                .satisfies(no -> assertThat(no.type()).isEqualTo(ComplianceProblem.CASE_NOT_FOUND));
    }

    private static void restrictsNobody(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(no -> assertThat(no.type()).isEqualTo(ComplianceProblem.CASE_RESTRICTS_NOBODY));
    }
}
