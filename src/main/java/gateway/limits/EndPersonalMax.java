package gateway.limits;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** Withdraws a personal maximum before its end: from then on the rule's own holds. */
@Component
class EndPersonalMax implements ActKind {

    private final PersonalStore store;
    private final Clock clock;

    EndPersonalMax(PersonalStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param personal the id of what is withdrawn */
    record Wish(UUID personal) {}

    @Override
    public String name() {
        return "end-personal-limit";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.POLICY);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.defer(() -> store.find(read(content).personal()))
                .switchIfEmpty(Mono.error(() -> LimitProblem.PERSONAL_LIMIT_NOT_FOUND.because("Nobody has it")))
                .map(this::standing)
                .map(it -> "the end of %s for %s".formatted(it.limit(), it.customer()));
    }

    private PersonalMax standing(PersonalMax max) {
        if (!max.holds(clock.instant())) {
            throw ended();
        }
        return max;
    }

    private static RuntimeException ended() {
        return LimitProblem.PERSONAL_LIMIT_ENDED.because("There is nothing left to withdraw");
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.defer(() -> store.end(read(act.content()).personal(), clock.instant(), act.id()))
                .flatMap(stood -> stood ? Mono.<Void>empty() : Mono.error(EndPersonalMax::ended));
    }

    static Wish read(String content) {
        try {
            return Optional.ofNullable(PersonalWish.JSON.readValue(content, Wish.class))
                    .orElseThrow(EndPersonalMax::unreadable);
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    private static RuntimeException unreadable() {
        return LimitProblem.PERSONAL_LIMIT_UNFIT.because("The content is JSON with personal, an id");
    }
}
