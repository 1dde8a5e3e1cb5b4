package gateway.operators.wire;

import gateway.operators.Operator;
import reactor.core.publisher.Mono;

/** One operator's way to talk: it reads a call and answers in its own words, also when everything is wrong. */
public interface OperatorProtocol {

    Entrance entrance();

    /** Never empty. What the operator did wrong is an answer; an error means that we cannot tell what happened. */
    Mono<Reply> answer(Call call);

    /** What it hears when a call gets no further than our door, or something of ours fails. */
    Reply refuse(Fault fault);

    default Operator operator() {
        return entrance().operator();
    }

    default String path() {
        return entrance().path();
    }
}
