package sandbox.chaos.operators;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sandbox.operators.HttpWire;
import sandbox.operators.KitFailure;
import sandbox.operators.OperatorWire.Heard;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Meaning;
import sandbox.operators.Teller.Message;
import sandbox.operators.Teller.Slip;
import sandbox.operators.Teller.Stand;
import sandbox.operators.Teller.Step;

/**
 * One payment by its operator's own rules, whatever happens to the gateway meanwhile: every call until it is answered,
 * every answered call once more, and between them what nobody should be able to do.
 */
final class Errand {

    private static final Duration GIVES_UP = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final String NOBODY = "998909999999";

    private final String name;
    private final Teller teller;
    private final Story story;
    private final @Nullable Cell hold;
    private final HttpWire wire;
    private final Notes notes;
    private Slip slip;
    private boolean held;
    private long givesUpAt;
    private @Nullable Heard last;

    /** @param hold null when no call of it shall stand anywhere */
    Errand(String name, Teller teller, Story story, Slip slip, @Nullable Cell hold, HttpWire wire, Notes notes) {
        this.name = name;
        this.teller = teller;
        this.story = story;
        this.slip = slip;
        this.hold = hold;
        this.wire = wire;
        this.notes = notes;
    }

    /** What went otherwise than it should, and how much was tried. */
    record Notes(Collection<String> unexpected, AtomicInteger repeated, AtomicInteger bad, AtomicInteger unanswered) {

        static Notes empty() {
            return new Notes(
                    new ConcurrentLinkedQueue<>(), new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        }
    }

    String name() {
        return name;
    }

    @Nullable
    Cell hold() {
        return hold;
    }

    Paper paper() {
        return new Paper(teller.operator(), slip, story);
    }

    /** Returns when the operator is certain of every call, or has given up. */
    void run() {
        givesUpAt = System.nanoTime() + GIVES_UP.toNanos();
        var first = story.steps(teller).getFirst();
        for (var step : story.steps(teller)) {
            var heard = certain(step);
            repeat(step, heard);
            if (step == first) {
                tryWhatNobodyMay(step);
            }
        }
        last = howItStands().orElse(null);
        boolean right = last == null ? teller.question(slip).isEmpty() : teller.stand(last) == story.end();
        expect(right, "stands otherwise", last);
    }

    /** Asks how it stands once more, after the gateway was started again: nothing of it may have changed. */
    void lookAgain() {
        givesUpAt = System.nanoTime() + GIVES_UP.toNanos();
        if (last != null) {
            var now = howItStands().orElse(null);
            boolean same = now != null
                    && (teller.repeatsItself(Step.UNDO) ? now.equals(last) : teller.stand(now) == teller.stand(last));
            expect(same, "stands otherwise after another start than " + last, now);
        }
    }

    /** The answer that made it certain; empty when it was the answer to a question. */
    private Optional<Heard> certain(Step step) {
        while (System.nanoTime() < givesUpAt) {
            var heard = send(held(step, teller.message(step, slip)));
            var meaning = heard.map(it -> teller.meaning(step, it)).orElse(Meaning.UNCLEAR);
            if (meaning != Meaning.UNCLEAR) {
                expect(meaning != Meaning.REFUSED, step + " is refused", heard.orElseThrow());
                slip = teller.learned(slip, heard.orElseThrow());
                return heard;
            }
            notes.unanswered().incrementAndGet();
            pause();
            if (teller.asksFirst() && stands() == after(step)) {
                return Optional.empty();
            }
        }
        expect(false, step + " was never answered", null);
        return Optional.empty();
    }

    private Stand stands() {
        return howItStands().map(teller::stand).orElse(Stand.UNCLEAR);
    }

    private Optional<Heard> howItStands() {
        return ask(() -> teller.question(slip), it -> teller.stand(it) != Stand.UNCLEAR);
    }

    private static Stand after(Step step) {
        return switch (step) {
            case ANNOUNCE -> Stand.ANNOUNCED;
            case PAY -> Stand.PAID;
            case UNDO -> Stand.UNDONE;
        };
    }

    private void repeat(Step step, Optional<Heard> first) {
        var before = first;
        for (int i = 0; i < 2; i++) {
            var again = ask(
                    () -> Optional.of(teller.message(step, slip)), it -> teller.meaning(step, it) != Meaning.UNCLEAR);
            notes.repeated().incrementAndGet();
            if (teller.repeatsItself(step)) {
                boolean same = before.isEmpty() || again.equals(before);
                expect(same, step + " again hears something else than " + before, again.orElse(null));
                before = again;
            } else {
                boolean known = again.map(it -> teller.meaning(step, it)).equals(Optional.of(Meaning.BEFORE));
                expect(known, step + " again is not known", again.orElse(null));
            }
        }
    }

    /** Forged, with another amount, and for somebody whom nobody knows. */
    private void tryWhatNobodyMay(Step first) {
        refused("a forged call", first, teller.forged(first, slip).with(Standing.HEADER, standing("forged")));
        refused("a forged undo", Step.UNDO, teller.forged(Step.UNDO, slip));
        refused("another amount", first, teller.message(first, slip.of(slip.minor() + 100)));
        refused("a stranger", first, teller.message(first, teller.slip(NOBODY, slip.minor())));
    }

    // It must be turned away before it comes to anything that is written.
    private String standing(String what) {
        return Standing.header(what + "-" + name, KillPoint.BEFORE_COMMIT);
    }

    private void refused(String what, Step step, Message message) {
        var heard = ask(() -> Optional.of(message), it -> teller.meaning(step, it) != Meaning.UNCLEAR);
        notes.bad().incrementAndGet();
        var meaning = heard.map(it -> teller.meaning(step, it)).orElse(Meaning.UNCLEAR);
        expect(meaning == Meaning.REFUSED || meaning == Meaning.BEFORE, what + " is taken", heard.orElse(null));
    }

    /** Until it is answered usefully; empty where there is nothing to ask, or nobody answered in time. */
    private Optional<Heard> ask(Supplier<Optional<Message>> what, Predicate<Heard> useful) {
        var message = what.get();
        while (message.isPresent() && System.nanoTime() < givesUpAt) {
            var heard = send(message.get()).filter(useful);
            if (heard.isPresent()) {
                return heard;
            }
            pause();
        }
        return Optional.empty();
    }

    private Message held(Step step, Message message) {
        if (hold == null || held || hold.step() != step) {
            return message;
        }
        held = true;
        return message.with(Standing.HEADER, Standing.header(name, hold.point()));
    }

    private Optional<Heard> send(Message message) {
        try {
            return Optional.of(wire.post(message.path(), message.headers(), message.body()));
        } catch (KitFailure silence) {
            return Optional.empty();
        }
    }

    private void expect(boolean right, String otherwise, @Nullable Heard heard) {
        if (!right) {
            notes.unexpected().add("%s %s: %s: %s".formatted(name, paper(), otherwise, heard));
        }
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
