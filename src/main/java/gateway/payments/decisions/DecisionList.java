package gateway.payments.decisions;

import gateway.rulebook.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decisions as the bank's staff is shown them. */
public record DecisionList(List<DecisionView> decisions) {

    /** In their order. */
    public static Mono<DecisionList> of(Flux<RecordDecision> decisions) {
        return decisions.map(DecisionView::of).collectList().map(DecisionList::new);
    }

    /**
     * One decision.
     *
     * @param about payment, operator-top-up, arrival or card-use
     * @param payment its id; null for what is no payment
     * @param customer who pays; who receives what comes through an operator or from abroad
     * @param step made, confirmed or reviewed; an operator's top-up is confirmed when it is performed
     * @param outcome allowed, step_up, review or refused
     */
    public record DecisionView(
            String about,
            @Nullable String payment,
            String customer,
            String step,
            String outcome,
            Instant at,
            List<JudgementView> checks) {

        static DecisionView of(RecordDecision it) {
            return new DecisionView(
                    it.about().kind().code(),
                    it.about().kind() == About.Kind.PAYMENT ? it.payment().toString() : null,
                    it.customer().toString(),
                    step(it.step()),
                    it.outcome().code(),
                    it.at(),
                    it.judgements().stream().map(JudgementView::of).toList());
        }

        private static String step(int number) {
            return switch (number) {
                case RecordDecision.MADE -> "made";
                case RecordDecision.CONFIRMED -> "confirmed";
                default -> "reviewed";
            };
        }
    }

    /**
     * What one check said.
     *
     * @param rule null when no rule spoke
     * @param inputs what was looked at, masked
     */
    public record JudgementView(
            String check, String outcome, @Nullable String rule, int version, Map<String, String> inputs, Instant at) {

        public static JudgementView of(Judgement it) {
            return new JudgementView(it.check(), it.outcome().code(), it.rule(), it.version(), it.inputs(), it.at());
        }
    }
}
