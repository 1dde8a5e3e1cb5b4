package gateway.crossborder.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.Beneficiary;
import gateway.crossborder.Beneficiary.Details;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Beneficiaries in a real database, added on two nodes at once. */
class BeneficiaryStoreModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Details DETAILS = new Details(
            "Erika Muster",
            false,
            "DE",
            Asset.EUR,
            "DE89370400440532013000",
            null,
            "COBADEFF",
            null,
            null,
            null,
            null,
            "Koeln",
            null,
            null,
            null);

    private static LiveBooks here;
    private static LiveBooks there;

    @Configuration(proxyBeanMethods = false)
    @Import(PostgresBeneficiaryStore.class)
    static class Parts {

        @Bean
        TransactionalOperator transaction(ConnectionFactory connections) {
            return TransactionalOperator.create(new R2dbcTransactionManager(connections));
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

    private static PostgresBeneficiaryStore store(int turn) {
        return (turn % 2 == 0 ? here : there).bean(PostgresBeneficiaryStore.class);
    }

    private static Beneficiary fresh(CustomerId owner) {
        var id = new BeneficiaryId(here.bean(TimeOrderedIds.class).next(owner.shard()));
        return new Beneficiary(id, 1, owner, DETAILS, Instant.parse("2026-03-14T10:00:00Z"));
    }

    private static CustomerId customer() {
        var ids = here.bean(TimeOrderedIds.class);
        return new CustomerId(ids.next(ids.anyShard()));
    }

    @Test
    void whoAddsManyAtOnceGetsAsManyAsTheyMayHave() {
        var owner = customer();
        var other = customer();

        var added = now(Flux.range(0, 40)
                .flatMap(n -> store(n).add(fresh(owner), 7), 40)
                .filter(done -> done)
                .count());

        assertThat(added).isEqualTo(7);
        assertThat(now(store(0).list(owner, 100).count())).isEqualTo(7);
        assertThat(now(store(1).add(fresh(other), 7))).isTrue();
    }

    @Test
    void whoRemovesOneMayAddAnother() {
        var owner = customer();
        var first = fresh(owner);
        now(store(0).add(first, 1));
        assertThat(now(store(0).add(fresh(owner), 1))).isFalse();

        now(store(1).remove(owner, first.id()));

        assertThat(now(store(0).add(fresh(owner), 1))).isTrue();
    }

    @Test
    void ofTwoWhoReplaceOneVersionOneDoes() {
        var owner = customer();
        var first = fresh(owner);
        now(store(0).add(first, 1));
        var next = new Beneficiary(first.id(), 2, owner, DETAILS, first.changedAt());

        assertThat(now(store(0).replace(next))).isTrue();
        assertThat(now(store(1).replace(next))).isFalse();
    }

    /** Ids tell the shard, so a stranger from another one proves nothing. */
    @Test
    void aNeighbourInTheSameShardNeitherSeesNorChangesNorRemovesThem() {
        var owner = customer();
        var neighbour = new CustomerId(here.bean(TimeOrderedIds.class).next(owner.shard()));
        var first = fresh(owner);
        now(store(0).add(first, 1));

        assertThat(store(0).find(neighbour, first.id()).blockOptional(PATIENCE)).isEmpty();
        assertThat(now(store(0).list(neighbour, 100).count())).isZero();
        var theirs = new Beneficiary(first.id(), 2, neighbour, DETAILS, first.changedAt());
        assertThat(now(store(0).replace(theirs))).isFalse();
        assertThat(now(store(0).remove(neighbour, first.id()))).isFalse();

        assertThat(now(store(1).find(owner, first.id()))).isEqualTo(first);
    }
}
