package gateway.crossborder;

import gateway.processors.correspondent.LinkStates;
import gateway.processors.correspondent.LinkStates.LinkState;
import gateway.shared.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which correspondent of a corridor is asked: the first that can be reached and has enough left of its net debit cap.
 * What is read here may be taken a moment later; {@link TakeLiquidity} is what counts.
 */
@Component
class Liquidity {

    private final RemittanceStore store;
    private final Corridors corridors;
    private final LinkStates links;

    Liquidity(RemittanceStore store, Corridors corridors, LinkStates links) {
        this.store = store;
        this.corridors = corridors;
        this.links = links;
    }

    /** @param enough whether there was enough when it was looked for */
    record Choice(String correspondent, Money cap, boolean enough) {}

    /**
     * Empty where no correspondent of the corridor is known any more; errors with CORRESPONDENT_UNREACHABLE where none
     * can be reached.
     */
    Mono<Choice> choose(List<String> via, Money sum) {
        return Mono.defer(() -> {
            var reached =
                    via.stream().filter(name -> links.of(name) == LinkState.UP).toList();
            if (reached.isEmpty() && !via.isEmpty()) {
                return Mono.error(CrossBorderProblem.CORRESPONDENT_UNREACHABLE
                        .because("Nothing was charged. Try again later")
                        .with("retryAfter", 60));
            }
            return store.taken(sum.asset()).flatMap(taken -> Mono.justOrEmpty(choose(reached, sum, taken)));
        });
    }

    private Optional<Choice> choose(List<String> via, Money sum, Map<String, Money> taken) {
        var all = via.stream()
                .flatMap(name ->
                        corridors
                                .cap(name, sum.asset())
                                .map(cap -> new Choice(name, cap, isEnough(cap, taken.get(name), sum)))
                                .stream())
                .toList();
        return all.stream()
                .filter(Choice::enough)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static boolean isEnough(Money cap, @org.jspecify.annotations.Nullable Money taken, Money sum) {
        var before = taken == null ? Money.zero(sum.asset()) : taken;
        return !before.plus(sum).isGreaterThan(cap);
    }
}
