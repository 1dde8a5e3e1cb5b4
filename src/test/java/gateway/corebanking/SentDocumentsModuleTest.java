package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.approvals.Act;
import gateway.shared.problems.ProblemException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;

/** A document is on one node at a time, and what became of it stays, whatever comes late. */
@TestInstance(Lifecycle.PER_CLASS)
class SentDocumentsModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int COUNT = 20;

    private CoreBankingRig rig;
    private Instant now = Instant.EPOCH;

    @BeforeAll
    void start() throws SQLException {
        rig = new CoreBankingRig();
        rig.openAccounts();
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @BeforeEach
    void twentyAreDue() throws SQLException {
        rig.clear();
        rig.readFrom("now() - interval '1 hour'", "now() - interval '1 hour'");
        rig.sql(CoreBankingRig.transfers(COUNT, "1", "now() - interval '20 seconds'"));
        rig.collectUntil(COUNT);
        // The database keeps microseconds.
        now = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Documents documents(LiveBooks node) {
        return node.bean(Documents.class);
    }

    private Mono<List<CoreDocument>> taken(LiveBooks node, Instant at) {
        return documents(node).takeDue(at, at.plus(LEASE), COUNT).collectList();
    }

    private List<CoreDocument> take(LiveBooks node, Instant at) {
        return taken(node, at).blockOptional(PATIENCE).orElseThrow();
    }

    private CoreDocument one() {
        return take(rig.here, now).getFirst();
    }

    private String state(CoreDocument it) throws SQLException {
        for (var state : List.of("waiting", "accepted", "rejected", "dead")) {
            if (rig.number("select count(*) from corebanking.document where state = '%s' and id = '%s'"
                            .formatted(state, it.id()))
                    == 1) {
                return state;
            }
        }
        return "lost";
    }

    @Test
    void twoNodesThatAskAtOnceTakeEachDocumentOnce() {
        var both = Mono.zip(taken(rig.here, now), taken(rig.there, now))
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(Stream.concat(both.getT1().stream(), both.getT2().stream()).map(CoreDocument::id))
                .hasSize(COUNT)
                .doesNotHaveDuplicates();
    }

    @Test
    void whoeverTakesItKeepsItForALease() {
        var first = take(rig.here, now);

        assertThat(take(rig.there, now.plus(LEASE).minusMillis(1))).isEmpty();

        // Their node died: the same documents, as they were.
        assertThat(take(rig.there, now.plus(LEASE))).isEqualTo(first);
    }

    @Test
    void whatWasAcceptedStaysAccepted() throws SQLException {
        var it = one();
        documents(rig.there).accepted(it, now).block(PATIENCE);

        documents(rig.here).stopped(it, /* dead= */ true, "TimeoutException").block(PATIENCE);
        documents(rig.here).stopped(it, /* dead= */ false, "LIMIT").block(PATIENCE);
        documents(rig.here).later(it, now, "TimeoutException").block(PATIENCE);

        assertThat(state(it)).isEqualTo("accepted");
        assertThat(documents(rig.here).resend(it.id(), now).block(PATIENCE)).isFalse();
        assertThat(take(rig.there, now.plus(LEASE)))
                .extracting(CoreDocument::id)
                .doesNotContain(it.id());
    }

    @Test
    void whatWasRejectedIsNotSentUntilSomebodySaysSo() throws SQLException {
        var it = one();
        documents(rig.here).stopped(it, /* dead= */ false, "LIMIT").block(PATIENCE);

        documents(rig.there).later(it, now, "TimeoutException").block(PATIENCE);

        assertThat(state(it)).isEqualTo("rejected");
        assertThat(documents(rig.there)
                        .stopped(10)
                        .map(Documents.Stopped::code)
                        .collectList()
                        .block(PATIENCE))
                .containsExactly("LIMIT");
        assertThat(documents(rig.there).tellAgain(it.id(), now).block(PATIENCE)).isFalse();
        assertThat(documents(rig.there).resend(it.id(), now).block(PATIENCE)).isTrue();
        assertThat(documents(rig.here).resend(it.id(), now).block(PATIENCE)).isFalse();
    }

    /** Its patience begins anew, and its id, accounts, amount and time are what they were. */
    @Test
    void whatIsSentAnewIsTheSameDocument() {
        var it = one();
        documents(rig.here).later(it, now.plusSeconds(1), "TimeoutException").block(PATIENCE);
        documents(rig.here).stopped(it, /* dead= */ true, "TimeoutException").block(PATIENCE);
        var later = now.plus(Duration.ofDays(2));
        documents(rig.there).resend(it.id(), later).block(PATIENCE);

        var again = take(rig.there, later).stream()
                .filter(other -> other.id().equals(it.id()))
                .toList();

        assertThat(again)
                .containsExactly(new CoreDocument(
                        it.id(),
                        it.reference(),
                        it.purpose(),
                        it.debit(),
                        it.credit(),
                        it.amount(),
                        it.bookedAt(),
                        0,
                        later,
                        null));
    }

    /** Two agreed to send again what is not there to be sent: they hear so, and their act is not done. */
    @Test
    void whatWasNotAcceptedByThenIsNotToldAgain() {
        var it = one();
        var again = new TellAgain(documents(rig.here), Clock.systemUTC());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> again.perform(act(it)).block(PATIENCE))
                .satisfies(no -> assertThat(no.type()).isEqualTo(CoreBankingProblem.DOCUMENT_NOT_ACCEPTED));

        documents(rig.there).accepted(it, now).block(PATIENCE);
        again.perform(act(it)).block(PATIENCE);
        assertThat(take(rig.there, now.plus(LEASE)))
                .extracting(CoreDocument::id)
                .contains(it.id());
    }

    private static Act act(CoreDocument it) {
        return new Act(
                it.id(),
                "tell-again",
                it.name(),
                it.name(),
                "missing in their statement",
                "anna",
                Instant.EPOCH,
                Instant.MAX,
                Act.State.PROPOSED,
                null);
    }
}
