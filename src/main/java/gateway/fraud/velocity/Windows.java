package gateway.fraud.velocity;

import gateway.fraud.Attempt;
import gateway.fraud.rules.FraudPack;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What was seen of late of an attempt's customer, device, card and payee. */
public interface Windows {

    /**
     * What each velocity of the pack says about the time before the attempt, by its name, from the newest
     * {@link gateway.fraud.rules.Seen#MOST} of its subject; of one that the attempt has not got it says nothing.
     */
    Mono<Map<String, Long>> before(Attempt attempt, FraudPack pack);
}
