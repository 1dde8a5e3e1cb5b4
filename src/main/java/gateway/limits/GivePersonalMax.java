package gateway.limits;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.packs.InForce;
import gateway.platform.http.StaffRole;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives one customer another maximum of one rule, until a day; an earlier one of the same rule ends with it. */
@Component
class GivePersonalMax implements ActKind {

    private final InForce<LimitBook> book;
    private final PersonalStore store;
    private final Clock clock;

    GivePersonalMax(InForce<LimitBook> book, PersonalStore store, Clock clock) {
        this.book = book;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "give-personal-limit";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.POLICY);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.fromSupplier(() -> {
            var wish = PersonalWish.read(content);
            var now = clock.instant();
            var rule = wish.rule(book.get(), now);
            wish.units(rule);
            return "%s of %s for %s until %s".formatted(wish.max(), rule.id(), wish.whose(), wish.end(now));
        });
    }

    @Override
    public Mono<Void> perform(Act act) {
        return store.lock().then(Mono.defer(() -> store.put(given(act))));
    }

    private PersonalMax given(Act act) {
        var wish = PersonalWish.read(act.content());
        var now = clock.instant();
        var rule = wish.rule(book.get(), now);
        return new PersonalMax(act.id(), wish.whose(), rule.id(), wish.units(rule), now, wish.end(now), null);
    }
}
