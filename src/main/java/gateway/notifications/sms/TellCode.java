package gateway.notifications.sms;

import gateway.notifications.messages.Became;
import gateway.notifications.messages.CodeRecord;
import gateway.notifications.sms.SmsAnswer.Taken;
import gateway.sessions.CodeMessage;
import gateway.sessions.CodeMessenger;
import gateway.sessions.SessionProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells a one-time code through whoever takes it first. The next provider is asked when the one before says no or has
 * said nothing for a while; the code is the same, so two deliveries do no harm. Nobody is asked once it has expired.
 * {@link HeldCodes} has it from then on.
 */
@Component
class TellCode implements CodeMessenger {

    private static final Logger LOG = LoggerFactory.getLogger(TellCode.class);
    private static final Duration FOR_THE_RECORD = Duration.ofSeconds(1);
    private static final Duration ASK_AFTER = Duration.ofSeconds(20);

    private final SmsLines lines;
    private final SmsSettings settings;
    private final CodeRecord record;
    private final HeldCodes held;
    private final Clock clock;
    private final MeterRegistry registry;

    TellCode(
            SmsLines lines,
            SmsSettings settings,
            CodeRecord record,
            HeldCodes held,
            Clock clock,
            MeterRegistry registry) {
        this.lines = lines;
        this.settings = settings;
        this.record = record;
        this.held = held;
        this.clock = clock;
        this.registry = registry;
        List.of("first", "other", "nobody").forEach(this::told);
    }

    @Override
    public Mono<Void> tell(CodeMessage code) {
        return Mono.defer(() -> {
                    var inOrder = lines.inOrder();
                    return ask(inOrder, 0, sms(code), code.expiresAt());
                })
                .timeout(left(code.expiresAt()), Mono.empty())
                .switchIfEmpty(Mono.error(this::unavailable))
                .flatMap(told -> note(code, counted(told)));
    }

    private static Sms sms(CodeMessage code) {
        return new Sms(code.id().value(), code.phone(), code.text());
    }

    // For the staff alone: a code that is on its way is good whether or not it is on record.
    private Mono<Void> note(CodeMessage code, Told told) {
        held.hold(sms(code), told.taken().provider(), code.expiresAt());
        var now = clock.instant();
        var taken = new Became.Taken(
                told.taken().provider(),
                told.taken().id(),
                lines.askable(told.taken().provider()) ? now.plus(ASK_AFTER) : null);
        return record.noteCode(code.id().value(), code.phone(), taken, now, code.expiresAt())
                .timeout(FOR_THE_RECORD)
                .onErrorResume(fault -> unnoted(code, fault));
    }

    private static Mono<Void> unnoted(CodeMessage code, Throwable fault) {
        LOG.warn("{} is told and not on record: {}", code, fault.getClass().getSimpleName());
        return Mono.empty();
    }

    /** Who took it, and how many were asked before. */
    private record Told(Taken taken, int before) {}

    /** Empty when nobody from there on takes it. */
    private Mono<Told> ask(List<SmsLine> inOrder, int index, Sms sms, Instant expiresAt) {
        if (index == inOrder.size() || !clock.instant().isBefore(expiresAt)) {
            return Mono.empty();
        }
        // Asked once, however many look at the answer; what is asked is not called back.
        var answer = inOrder.get(index).send(sms).cache();
        var taken = answer.ofType(Taken.class).map(it -> new Told(it, index));
        var others = answer.map(it -> !(it instanceof Taken))
                .timeout(settings.nextAfter(), Mono.just(true))
                .filter(next -> next)
                .flatMap(_ -> ask(inOrder, index + 1, sms, expiresAt));
        return Flux.merge(taken, others).next();
    }

    private Duration left(Instant expiresAt) {
        var left = Duration.between(clock.instant(), expiresAt);
        return left.compareTo(settings.codeDeadline()) < 0 ? left : settings.codeDeadline();
    }

    private Told counted(Told told) {
        told(told.before() == 0 ? "first" : "other").increment();
        return told;
    }

    private RuntimeException unavailable() {
        told("nobody").increment();
        return SessionProblem.SMS_UNAVAILABLE.because("Ask for another code in a moment");
    }

    private Counter told(String by) {
        return Counter.builder("oqim_notifications_codes")
                .description("One-time codes, by which provider took them")
                .tag("by", by)
                .register(registry);
    }
}
