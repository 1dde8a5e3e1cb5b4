package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * Payments begin, wait, end, come to nothing and are refunded bit by bit in any order, on a customer whose maximum is
 * raised and lowered meanwhile. What is used and what is reserved is added up apart, by hand.
 */
class InterleavingTest {

    private static final Window DAY = new Window.Calendar(Window.Calendar.Unit.DAY, ZoneOffset.UTC);
    private static final Instant END = Rules.NOON.plus(Duration.ofDays(1));
    private static final UUID GIVEN = new UUID(8, 8);

    private record Reserved(Use use, Taken taken) {}

    /** The count as the database keeps it between batches, and by hand what stands behind it. */
    private static final class Story {

        final Limit limit;
        final Random random;
        final List<Reserved> open = new ArrayList<>();
        final List<Reserved> done = new ArrayList<>();
        final Map<UUID, Long> refunded = new HashMap<>();
        long taken;
        long givenBack;
        long reserved;
        long used;

        @Nullable
        Long personal;

        Story(long max, Random random) {
            this.limit = Rules.perCustomer(Measure.AMOUNT, DAY, max);
            this.random = random;
        }

        long max() {
            return personal == null ? limit.max() : personal;
        }

        Tally batch(Use use) {
            var tally = new Tally();
            if (taken > 0) {
                tally.put(CounterKey.of(limit, use), taken, givenBack);
            }
            if (personal != null) {
                tally.put(new PersonalMax(GIVEN, Rules.CUSTOMER, limit.id(), personal, Instant.EPOCH, END, null));
            }
            return tally;
        }

        void written(Tally tally, Use use) {
            var count = tally.counts().get(CounterKey.of(limit, use));
            if (count == null) {
                return;
            }
            taken = count.taken();
            givenBack = count.givenBack();
        }

        void begin() {
            var use = Rules.use(1 + random.nextInt(60));
            var part = CountUse.take(use, List.of(Claim.of(limit, use)));
            var tally = batch(use);
            long before = used + reserved;
            var refusal = tally.refusal(part);
            assertThat(refusal == null).isEqualTo(before + use.amount().minor() <= max());
            if (refusal != null) {
                assertThat(refusal.left()).isEqualTo(Math.max(0, max() - before));
                return;
            }
            tally.take(part);
            written(tally, use);
            open.add(new Reserved(use, Taken.of(limit, use)));
            reserved += use.amount().minor();
            assertThat(used + reserved).isLessThanOrEqualTo(max());
        }

        void end(boolean moved) {
            if (open.isEmpty()) {
                return;
            }
            var it = open.remove(random.nextInt(open.size()));
            reserved -= it.taken().units();
            if (moved) {
                used += it.taken().units();
                done.add(it);
                return;
            }
            var tally = batch(it.use());
            tally.giveBack(it.taken());
            written(tally, it.use());
        }

        /** Some of what moved goes back, perhaps the whole rest, perhaps more than there is. */
        void refund() {
            if (done.isEmpty()) {
                return;
            }
            var it = done.get(random.nextInt(done.size()));
            long wanted = 1 + random.nextInt((int) it.taken().units());
            var refunds = new Refunds();
            refunds.put(
                    it.use().id(),
                    it.taken().units(),
                    refunded.getOrDefault(it.use().id(), 0L));
            var refund = CountUse.refund(it.use().id(), it.use().at(), it.use().payee(), List.of(it.taken()), wanted);
            var tally = batch(it.use());
            refunds.decide(refund).less().forEach(tally::giveBack);
            written(tally, it.use());
            long before = refunded.getOrDefault(it.use().id(), 0L);
            if (before + wanted <= it.taken().units()) {
                refunded.put(it.use().id(), before + wanted);
                used -= wanted;
            }
        }

        void step() {
            switch (random.nextInt(10)) {
                case 8, 9 -> refund();
                case 0, 1, 2, 3 -> begin();
                case 4, 5 -> end(true);
                case 6 -> end(false);
                default -> personal = random.nextBoolean() ? null : (long) random.nextInt(500);
            }
            assertThat(taken - givenBack).isEqualTo(used + reserved);
        }
    }

    @Property(tries = 200)
    void usedAndReservedNeverExceedTheMaximumThatHolds(
            @ForAll long seed, @ForAll @IntRange(max = 400) int max, @ForAll @IntRange(min = 1, max = 80) int steps) {
        var story = new Story(max, new Random(seed));
        for (int i = 0; i < steps; i++) {
            story.step();
        }
    }
}
