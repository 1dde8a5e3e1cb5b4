package gateway.routing;

import gateway.processors.Processors;
import java.util.List;
import org.springframework.stereotype.Component;

/** Every processor of the scheme, in the order of its name. */
@Component
class FixedOrder implements Routing {

    private final Processors processors;

    FixedOrder(Processors processors) {
        this.processors = processors;
    }

    @Override
    public List<Candidate> candidates(Question question) {
        return processors.serving(question.scheme()).stream()
                .map(processor ->
                        new Candidate(processor, "scheme " + question.scheme().rail()))
                .toList();
    }
}
