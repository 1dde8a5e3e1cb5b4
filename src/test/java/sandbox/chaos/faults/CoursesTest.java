package sandbox.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.Announce;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.shared.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A payment that stands at its point does nothing more; all others go on. */
class CoursesTest {

    private static final UUID PAYMENT =
            new TimeOrderedIds(() -> java.time.Instant.EPOCH, new java.util.Random(1)).next(3);

    private final Courses courses = new Courses();
    private final List<Entry> committed = new ArrayList<>();
    private final Journal journal = new CoursedJournal(
            entry -> Mono.fromSupplier(() -> {
                committed.add(entry);
                return new Decision.Committed();
            }),
            courses);

    @Test
    void beforeAWriteNothingIsWritten() {
        courses.put("key", new Course("before payment.debiting", false));

        StepVerifier.create(journal.commit(entry("key", "payment.debiting")))
                .expectSubscription()
                .thenCancel()
                .verify();

        assertThat(committed).isEmpty();
        assertThat(courses.underKey("key"))
                .hasValueSatisfying(course -> assertThat(course.isStanding()).isTrue());
    }

    @Test
    void afterAWriteItIsWrittenAndNobodyHears() {
        courses.put("key", new Course("after payment.debiting", false));

        StepVerifier.create(journal.commit(entry("key", "payment.debiting")))
                .expectSubscription()
                .thenCancel()
                .verify();

        assertThat(committed).hasSize(1);
    }

    @Test
    void whatStandsDoesNothingMore() {
        courses.put("key", new Course("after payment.debiting", false));
        journal.commit(entry("key", "payment.debiting")).subscribe();

        journal.commit(entry("another key", "payment.completed")).subscribe();

        assertThat(committed).hasSize(1);
    }

    @Test
    void othersGoOnAndTellTheirPoints() {
        courses.put("key", new Course(null, false));

        StepVerifier.create(journal.commit(entry("key", "payment.debiting")))
                .expectNextCount(1)
                .verifyComplete();

        assertThat(courses.underKey("key").map(Course::passed))
                .hasValue(List.of("before payment.debiting", "after payment.debiting"));
    }

    @Test
    void aMessageBelongsToItsPayment() {
        courses.put("key", new Course("before debit.send", false));
        journal.commit(entry("key", "payment.debiting")).subscribe();

        var course = courses.of(TimeOrderedIds.derive(PAYMENT, 11));

        StepVerifier.create(Courses.through(course, "debit.send", () -> Mono.just("sent")))
                .expectSubscription()
                .thenCancel()
                .verify();
        assertThat(course.map(Course::isStanding)).hasValue(true);
    }

    @Test
    void aStrangerHasNoCourse() {
        assertThat(courses.of(PAYMENT)).isEmpty();
        StepVerifier.create(Courses.through(Optional.empty(), "debit.send", () -> Mono.just("sent")))
                .expectNext("sent")
                .verifyComplete();
    }

    private static Entry entry(String key, String event) {
        return new Entry(
                3,
                Priority.NEW,
                List.of(
                        new ClaimKey(3, PAYMENT, key, new byte[32], PAYMENT),
                        new Announce(List.of(new Announce.Event(PAYMENT, PAYMENT, 1, event, "{}", null)))));
    }
}
