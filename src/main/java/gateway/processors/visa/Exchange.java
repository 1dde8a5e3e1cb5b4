package gateway.processors.visa;

import gateway.platform.iso8583.IsoMessage;
import gateway.processors.visa.VisaMessage.Answer;
import reactor.core.publisher.MonoSink;

/** One message of ours and whoever waits for its answer. */
final class Exchange {

    private final IsoMessage request;
    private final MonoSink<Answer> waiting;
    private final Runnable finished;

    /** @param finished told once, before whoever waits */
    Exchange(IsoMessage request, MonoSink<Answer> waiting, Runnable finished) {
        this.request = request;
        this.waiting = waiting;
        this.finished = finished;
    }

    IsoMessage request() {
        return request;
    }

    String trace() {
        return field(11);
    }

    String reference() {
        return field(37);
    }

    /**
     * Whether the answer is to this very message: type, reference, terminal and amount are there and the same, and
     * whatever else it repeats is the same too.
     */
    boolean isAnsweredBy(IsoMessage answer) {
        return answer.type().equals(answerType())
                && answer.has(37, reference())
                && answer.has(41, field(41))
                && answer.has(4, field(4))
                && answer.get(39).isPresent()
                && answer.agrees(request, 3)
                && answer.agrees(request, 7)
                && answer.agrees(request, 49);
    }

    void finish(Answer answer) {
        finished.run();
        waiting.success(answer);
    }

    /** 0100 is answered by 0110, 0420 and its repeat 0421 by 0430. */
    private String answerType() {
        char answer = (char) (request.type().charAt(2) + 1);
        return request.type().substring(0, 2) + answer + "0";
    }

    private String field(int number) {
        return request.get(number).orElseThrow(() -> new IllegalStateException("Every request has field " + number));
    }
}
