package gateway.crossborder;

import gateway.crossborder.RemittanceStep.AlreadyDone;
import gateway.crossborder.RemittanceStep.Contradiction;
import gateway.crossborder.RemittanceStep.Moved;
import gateway.crossborder.RemittanceStep.Rejected;
import gateway.processors.correspondent.HearsOfTransfers;
import gateway.processors.correspondent.News;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes what correspondents say part of the books. */
@Component
class HearTransfers implements HearsOfTransfers {

    private final RemittanceStore store;
    private final MoveRemittance move;

    HearTransfers(RemittanceStore store, MoveRemittance move) {
        this.store = store;
        this.move = move;
    }

    @Override
    public Mono<Heard> heard(News news) {
        return Mono.defer(() -> store.find(news.uetr()))
                .flatMap(it -> move.move(it.id(), new RemittanceInput.Heard(news)))
                .map(outcome -> switch (outcome.step()) {
                    case Moved _ -> Heard.APPLIED;
                    case AlreadyDone _ -> Heard.KNOWN;
                    case Contradiction _, Rejected _ -> Heard.CONTRADICTION;
                })
                .defaultIfEmpty(Heard.NOT_OURS);
    }
}
