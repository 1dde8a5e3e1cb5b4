package gateway.crossborder.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.rates.Observation;
import gateway.crossborder.rates.PastRates;
import gateway.crossborder.rates.RateHistory;
import gateway.crossborder.rates.RateStore;
import gateway.crossborder.rates.RateStore.HeldRate;
import gateway.crossborder.rates.RateStore.RateName;
import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Rates in a real database: each word once, what waits, and what becomes of it. */
class RateStoreModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-05-22T07:00:00Z");

    private static LiveBooks here;

    @Configuration(proxyBeanMethods = false)
    @Import({PostgresRateStore.class, PostgresRateHistory.class})
    static class Parts {}

    @BeforeAll
    static void start() {
        here = LiveBooks.start(Stores.database(), Parts.class);
    }

    @AfterAll
    static void stop() {
        here.close();
    }

    @Test
    void whatWaitsIsBelievedByPeopleByTheRulesOrByNobody() {
        assertThat(add("accepted", NOON, "it jumped")).isTrue();
        assertThat(add("believed", NOON, "it jumped")).isTrue();
        assertThat(add("refused", NOON, "it jumped")).isTrue();
        assertThat(add("waits", NOON, "it jumped")).isTrue();
        assertThat(add("waits", NOON, "it jumped")).isFalse();

        assertThat(store().accept(name("accepted"), "anna").block(PATIENCE)).isTrue();
        assertThat(add("believed", NOON, null)).isTrue();
        assertThat(store().refuse(name("refused"), "anna").block(PATIENCE)).isTrue();

        assertThat(inForce()).contains("accepted", "believed").doesNotContain("refused", "waits");
        assertThat(held()).containsExactly("waits");
    }

    @Test
    void whatWasInForceBeforeIsOfTheFirstProviderThatHadSaidAnything() {
        add("early", NOON, null);
        add("early", NOON.plusSeconds(60), "it jumped");
        store().refuse(new RateName("early", Asset.USD, NOON.plusSeconds(60)), "anna")
                .block(PATIENCE);
        add("late", NOON.plusSeconds(30), null);
        var past = new PastRates(here.bean(RateHistory.class), List.of("late", "early", "never"));

        var rates = past.at(List.of(NOON.minusSeconds(1), NOON.plusSeconds(29), NOON.plusSeconds(90)))
                .block(PATIENCE);

        assertThat(rates).containsOnlyKeys(NOON.plusSeconds(29), NOON.plusSeconds(90));
        assertThat(rates.get(NOON.plusSeconds(29)).get(Asset.USD).provider()).isEqualTo("early");
        assertThat(rates.get(NOON.plusSeconds(90)).get(Asset.USD)).satisfies(it -> {
            assertThat(it.provider()).isEqualTo("late");
            assertThat(it.asOf()).isEqualTo(NOON.plusSeconds(30));
        });
    }

    /** Else what it said before is quoted, as if it stood by it. */
    @Test
    void whoeverSpeaksOftenDoesNotHideThatAnotherHasMoved() {
        add("moved", NOON, "it jumped");
        for (int n = 1; n <= 120; n++) {
            add("talks", NOON.plusSeconds(n), "it jumped");
        }

        assertThat(held()).contains("moved");
        assertThat(store().held()
                        .map(HeldRate::rate)
                        .filter(it -> it.provider().equals("talks"))
                        .blockFirst(PATIENCE))
                .satisfies(it -> assertThat(it.asOf()).isEqualTo(NOON.plusSeconds(120)));
        add("talks", NOON.plusSeconds(121), null);
        add("moved", NOON.plusSeconds(1), null);
        assertThat(held()).doesNotContain("talks", "moved");
    }

    @Test
    void whatWasRefusedStaysRefused() {
        add("wrong", NOON, "it jumped");
        store().refuse(name("wrong"), "anna").block(PATIENCE);

        assertThat(add("wrong", NOON, "it jumped")).isFalse();
        assertThat(add("wrong", NOON, null)).isFalse();
        assertThat(store().accept(name("wrong"), "anna").block(PATIENCE)).isFalse();

        assertThat(held()).doesNotContain("wrong");
        assertThat(inForce()).doesNotContain("wrong");
    }

    /** A provider that was wrong says the right number for the same day. */
    @Test
    void aCorrectionTakesThePlaceOfWhatWaitsWhereItIsBelieved() {
        add("corrects", NOON, "it jumped", "120.21");

        assertThat(add("corrects", NOON, "it jumped still", "125.21")).isFalse();
        assertThat(add("corrects", NOON, null, "12021.22")).isTrue();

        assertThat(held()).doesNotContain("corrects");
        assertThat(middle("corrects")).isEqualByComparingTo("12021.22");
    }

    @Test
    void whatWasRefusedMayBeCorrected() {
        add("refused then corrected", NOON, "it jumped", "120.21");
        store().refuse(name("refused then corrected"), "anna").block(PATIENCE);

        assertThat(add("refused then corrected", NOON, "it jumped", "13021.22")).isTrue();

        assertThat(held()).contains("refused then corrected");
        assertThat(store().accept(name("refused then corrected"), "anna").block(PATIENCE))
                .isTrue();
        assertThat(middle("refused then corrected")).isEqualByComparingTo("13021.22");
    }

    private static BigDecimal middle(String provider) {
        return Objects.requireNonNull(store().inForce(NOON)
                        .filter(it -> it.provider().equals(provider))
                        .blockLast(PATIENCE))
                .bid();
    }

    @Test
    void whatIsInForceDoesNotWaitAgain() {
        add("known", NOON, null);

        assertThat(add("known", NOON, "it jumped")).isFalse();

        assertThat(inForce()).contains("known");
    }

    private static boolean add(String provider, Instant asOf, @Nullable String why) {
        return add(provider, asOf, why, "12021.22");
    }

    private static boolean add(String provider, Instant asOf, @Nullable String why, String said) {
        var rate = new BigDecimal(said);
        return Boolean.TRUE.equals(store().add(new Observation(provider, Asset.USD, rate, rate, asOf), why, NOON)
                .block(PATIENCE));
    }

    private static RateName name(String provider) {
        return new RateName(provider, Asset.USD, NOON);
    }

    private static List<String> inForce() {
        return Objects.requireNonNull(
                store().inForce(NOON).map(Observation::provider).collectList().block(PATIENCE));
    }

    private static List<String> held() {
        return Objects.requireNonNull(store().held()
                .map(HeldRate::rate)
                .map(Observation::provider)
                .collectList()
                .block(PATIENCE));
    }

    private static RateStore store() {
        return here.bean(RateStore.class);
    }
}
