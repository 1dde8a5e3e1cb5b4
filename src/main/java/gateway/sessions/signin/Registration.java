package gateway.sessions.signin;

import gateway.customers.Customer;
import gateway.customers.Customers;
import gateway.customers.Phone;
import gateway.customers.RegisterCustomer;
import gateway.customers.RegisterCustomer.AlreadyRegistered;
import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the customer of a proven phone, or makes one: the person and their wallet in one entry. */
@Component
class Registration {

    private final Customers customers;
    private final Journal journal;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Registration(Customers customers, Journal journal, TimeOrderedIds ids, Clock clock) {
        this.customers = customers;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<CustomerId> customerOf(Phone phone, String language) {
        return customers
                .byPhone(phone.digits())
                .flatMap(found -> found.map(it -> Mono.just(it.id())).orElseGet(() -> register(phone, language)));
    }

    private Mono<CustomerId> register(Phone phone, String language) {
        var id = new CustomerId(ids.next(phone.shard()));
        var wallet = new OpenAccount(AccountId.of(id.value(), Asset.UZS), id.value(), Asset.UZS, AccountKind.WALLET);
        var person = new RegisterCustomer(new Customer(id, phone.digits(), language), clock.instant());
        return journal.commit(new Entry(id.shard(), Priority.NEW, List.of(person, wallet)))
                .map(decision -> owner(decision, id));
    }

    private static CustomerId owner(Decision decision, CustomerId registered) {
        return switch (decision) {
            case Decision.Committed _ -> registered;
            case Decision.Refused(AlreadyRegistered(var owner)) -> owner;
            case Decision.Refused(var refusal) -> throw new IllegalStateException("Registration refused: " + refusal);
        };
    }
}
