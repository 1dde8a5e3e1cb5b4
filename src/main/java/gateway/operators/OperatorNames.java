package gateway.operators;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** How transactions are called elsewhere, for whoever compares our books with an operator's. */
public interface OperatorNames {

    Flux<OperatorName> of(List<UUID> transactions);

    /**
     * Both names of one.
     *
     * @param theirId the operator's
     * @param number ours, for protocols whose ids are numbers
     */
    record OperatorName(String operator, String theirId, long number, UUID transaction) {}
}
