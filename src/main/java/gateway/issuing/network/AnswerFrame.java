package gateway.issuing.network;

import gateway.issuing.AnswerMessage;
import gateway.issuing.NetworkMessage;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.Reason;
import gateway.platform.iso8583.Frame;
import gateway.platform.iso8583.Frames;
import gateway.platform.iso8583.Header;
import gateway.platform.iso8583.IsoMessage;
import gateway.platform.journal.JournalProblem;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers one frame. Where nothing may be said it says nothing: the network repeats the message or undoes it, and hears
 * then what became of it.
 */
@Component
final class AnswerFrame {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerFrame.class);

    private final AnswerMessage messages;
    private final MessageReader reader;
    private final Duration deadline;
    private final Timer times;

    AnswerFrame(AnswerMessage messages, MessageReader reader, NetworkSettings settings, MeterRegistry metrics) {
        this.messages = messages;
        this.reader = reader;
        this.deadline = settings.deadline();
        this.times = Timer.builder("oqim.issuing.answers")
                .description("How long the network waited for our answer about a card")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(metrics);
    }

    /** Empty when nothing may be said. */
    Mono<ByteBuf> to(Frame frame) {
        return switch (frame) {
            case Frame.KeepAlive() -> Mono.fromSupplier(AnswerFrame::alive);
            case Frame.Message(var header, var message) -> answer(header, message);
            case Frame.Rejected it -> {
                LOG.warn("The network rejected an answer, reason {}", it.reason());
                yield Mono.empty();
            }
            case Frame.Malformed(var why) -> {
                LOG.warn("The network sent what is no message: {}", why);
                yield Mono.empty();
            }
        };
    }

    private static ByteBuf alive() {
        var buffer = Unpooled.buffer(Frames.PREFIX);
        Frames.writeKeepAlive(buffer);
        return buffer;
    }

    private Mono<ByteBuf> answer(Header header, IsoMessage message) {
        return switch (reader.read(header, message)) {
            case MessageReader.Managed(var bytes) -> Mono.just(Unpooled.wrappedBuffer(bytes));
            case MessageReader.Unserved(var bytes) -> Mono.just(Unpooled.wrappedBuffer(bytes));
            case MessageReader.Silence _ -> Mono.empty();
            case MessageReader.About(var about) -> timed(about).map(Unpooled::wrappedBuffer);
        };
    }

    private Mono<byte[]> timed(NetworkMessage message) {
        return Mono.defer(() -> {
            var sample = Timer.start();
            return messages.answer(message)
                    .timeout(deadline)
                    .onErrorResume(failure -> unanswered(message, failure))
                    .doFinally(_ -> sample.stop(times));
        });
    }

    // Only where the books say that nothing was written may we say so too.
    private static Mono<byte[]> unanswered(NetworkMessage message, Throwable failure) {
        boolean nothingHappened = failure instanceof ProblemException problem
                && (problem.type() == JournalProblem.OVERLOADED || problem.type() == JournalProblem.UNAVAILABLE);
        boolean asks = message.kind() == Kind.AUTHORISATION || message.kind() == Kind.INCREMENT;
        if (nothingHappened && asks) {
            return Mono.fromSupplier(() -> message.answering().bytes(Reason.NOT_NOW, null));
        }
        if (failure instanceof TimeoutException) {
            LOG.warn("No answer in time to {}", message);
        } else {
            LOG.error("No answer to {}", message, failure);
        }
        return Mono.empty();
    }
}
