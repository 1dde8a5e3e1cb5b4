package gateway.crossborder;

import gateway.shared.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which correspondent of a corridor is asked: the first with enough left of its net debit cap. What is read here may be
 * taken a moment later; {@link TakeLiquidity} is what counts.
 */
@Component
class Liquidity {

    private final RemittanceStore store;
    private final Corridors corridors;

    Liquidity(RemittanceStore store, Corridors corridors) {
        this.store = store;
        this.corridors = corridors;
    }

    /** @param enough whether there was enough when it was looked for */
    record Choice(String correspondent, Money cap, boolean enough) {}

    /** Empty where no correspondent of the corridor is known any more. */
    Mono<Choice> choose(List<String> via, Money sum) {
        return store.taken(sum.asset()).flatMap(taken -> Mono.justOrEmpty(choose(via, sum, taken)));
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
