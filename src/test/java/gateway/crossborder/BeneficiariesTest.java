package gateway.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.compliance.Party;
import gateway.compliance.PartyKind;
import gateway.compliance.Verdict;
import gateway.crossborder.Beneficiary.Details;
import gateway.crossborder.corridors.CorridorPacks;
import gateway.packs.InForce;
import gateway.platform.journal.JournalProblem;
import gateway.rulebook.PackText;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Who may be kept as a beneficiary, and that whoever is on a list by now is asked about again. */
class BeneficiariesTest {

    private static final Clock CLOCK = Clock.fixed(RemittanceExamples.NOW, ZoneOffset.UTC);
    private static final CustomerId OWNER = new CustomerId(new TimeOrderedIds(CLOCK, new Random(11)).next(3));

    private static final Verdict LISTED =
            new Verdict.Hit(List.of(new Verdict.Match("ofac", "1", "101", "John Smith", 1_000, List.of())), List.of());

    private final List<Party> screened = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private @Nullable Mono<Void> unheard;
    private final Kept store = new Kept();
    private Verdict verdict = new Verdict.Clear(List.of());
    private final Beneficiaries beneficiaries = beneficiaries();

    private static Corridors corridors() {
        var packs = new CorridorPacks();
        try {
            var sample = PackText.load(new ClassPathResource("crossborder/sample.yaml"));
            return new Corridors(InForce.always(packs, packs.read(sample)), CLOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Beneficiaries beneficiaries() {
        return new Beneficiaries(
                store,
                corridors(),
                party -> {
                    screened.add(party);
                    return verdict;
                },
                (customer, payment, payee) -> {
                    assertThat(payment).isNull();
                    return unheard == null
                            ? Mono.fromRunnable(() -> heard.add(customer + " " + payee.entry()))
                            : unheard;
                },
                new CrossBorderSettings(
                        new ByteArrayResource(new byte[0]),
                        "Tashkent",
                        50,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        100),
                new TimeOrderedIds(CLOCK, new Random(12)),
                CLOCK);
    }

    @Test
    void whoIsOnAListIsNotKept() {
        verdict = LISTED;

        assertRefused(beneficiaries.add(OWNER, RemittanceExamples.friend()), CrossBorderProblem.BENEFICIARY_REFUSED);

        assertThat(store.all).isEmpty();
        assertThat(heard).containsExactly(OWNER + " 101");
        assertThat(screened).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(PartyKind.PERSON);
            assertThat(it.name()).isEqualTo("John Smith");
            assertThat(it.country()).isEqualTo("US");
        });
    }

    /** People compare them when something is sent to them. */
    @Test
    void whoIsMerelyAlikeIsKept() {
        verdict = new Verdict.Possible(List.of(), List.of());

        assertThat(beneficiaries.add(OWNER, RemittanceExamples.friend()).block())
                .isNotNull();
    }

    @Test
    void whoIsReplacedByOneOnAListStaysAsTheyWere() {
        var kept = added();
        verdict = LISTED;

        assertRefused(
                beneficiaries.replace(OWNER, kept.id(), 1, RemittanceExamples.friend()),
                CrossBorderProblem.BENEFICIARY_REFUSED);

        assertThat(store.all.values()).containsExactly(kept);
        assertThat(heard).containsExactly(OWNER + " 101");
    }

    @Test
    void nobodyHearsNoBeforeComplianceHasHeard() {
        verdict = LISTED;
        var gone = new IllegalStateException("The books are away");
        unheard = Mono.error(gone);

        assertThatThrownBy(() ->
                        beneficiaries.add(OWNER, RemittanceExamples.friend()).block())
                .isSameAs(gone);
        assertThat(store.all).isEmpty();
    }

    @Test
    void whoWaitsForComplianceTooLongHearsToAskAgain() {
        verdict = LISTED;
        unheard = Mono.never();

        StepVerifier.withVirtualTime(() -> beneficiaries.add(OWNER, RemittanceExamples.friend()))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(4_999))
                .thenAwait(Duration.ofMillis(1))
                .expectErrorSatisfies(
                        no -> assertThat(((ProblemException) no).type()).isEqualTo(JournalProblem.OVERLOADED))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void ofWhoIsMerelyAlikeNobodyHearsYet() {
        verdict = new Verdict.Possible(
                List.of(new Verdict.Match("ofac", "1", "101", "John Smith", 800, List.of())), List.of());

        added();

        assertThat(heard).isEmpty();
        assertThat(store.all).hasSize(1);
    }

    /** Whoever was on no list when they were added may be on one by now. */
    @Test
    void whoIsListedByNowIsQuotedNothingAndComplianceHears() {
        var kept = added();
        verdict = LISTED;
        var question = new MakeQuote.Question(OWNER, kept.id(), new Money(100_000_00, Asset.UZS), null);

        assertRefused(quotes().quote(question), CrossBorderProblem.BENEFICIARY_REFUSED);

        assertThat(heard).containsExactly(OWNER + " 101");
    }

    /** Of what comes after the lists nothing may be asked. */
    @SuppressWarnings("NullAway")
    private MakeQuote quotes() {
        return new MakeQuote(
                beneficiaries, corridors(), null, null, null, new TimeOrderedIds(CLOCK, new Random(13)), CLOCK);
    }

    @Test
    void whatTheCorridorWantsToKnowIsNeeded() {
        var it = RemittanceExamples.friend();
        var without = new Details(
                it.name(),
                it.company(),
                it.country(),
                it.currency(),
                null,
                it.account(),
                null,
                it.bankCode(),
                it.bankName(),
                null,
                it.bankStreet(),
                it.town(),
                it.street(),
                it.postalCode(),
                null);

        assertThatThrownBy(() -> beneficiaries.add(OWNER, without).block())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(CrossBorderProblem.BENEFICIARY_INCOMPLETE))
                .hasMessageContaining("bankTown, purpose");
        assertThat(screened).isEmpty();
    }

    @Test
    void whatCannotBeRightIsNotKept() {
        var it = RemittanceExamples.friend();
        var wrong = new Details(
                it.name(),
                it.company(),
                it.country(),
                it.currency(),
                null,
                it.account(),
                null,
                "021000022",
                it.bankName(),
                it.bankTown(),
                it.bankStreet(),
                it.town(),
                it.street(),
                it.postalCode(),
                it.purpose());

        assertRefused(beneficiaries.add(OWNER, wrong), CrossBorderProblem.BENEFICIARY_INVALID);

        assertThat(store.all).isEmpty();
    }

    private Beneficiary added() {
        return beneficiaries
                .add(OWNER, RemittanceExamples.friend())
                .blockOptional()
                .orElseThrow();
    }

    private static void assertRefused(Mono<?> asked, CrossBorderProblem problem) {
        assertThatThrownBy(asked::block)
                .isInstanceOfSatisfying(
                        ProblemException.class, it -> assertThat(it.type()).isEqualTo(problem));
    }

    /** A store in memory. */
    private static final class Kept implements BeneficiaryStore {

        private final Map<BeneficiaryId, Beneficiary> all = new LinkedHashMap<>();

        @Override
        public Mono<Beneficiary> find(CustomerId owner, BeneficiaryId id) {
            return Mono.justOrEmpty(all.get(id)).filter(it -> it.owner().equals(owner));
        }

        @Override
        public Flux<Beneficiary> list(CustomerId owner, int limit) {
            return Flux.fromIterable(List.copyOf(all.values())).take(limit);
        }

        @Override
        public Mono<Boolean> add(Beneficiary first, int most) {
            return Mono.fromSupplier(() -> all.putIfAbsent(first.id(), first) == null);
        }

        @Override
        public Mono<Boolean> replace(Beneficiary next) {
            return Mono.fromSupplier(() -> all.replace(next.id(), next) != null);
        }

        @Override
        public Mono<Boolean> remove(CustomerId owner, BeneficiaryId id) {
            return Mono.fromSupplier(() -> all.remove(id) != null);
        }
    }
}
