package gateway.admin;

import gateway.customers.Merchants.Merchant;
import gateway.customers.RegisterMerchant;
import gateway.customers.RegisterMerchant.MerchantExists;
import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a merchant known together with the account that is paid to. */
@Component
public class AddMerchant {

    private final Journal journal;
    private final TimeOrderedIds ids;
    private final Clock clock;

    AddMerchant(Journal journal, TimeOrderedIds ids, Clock clock) {
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Errors with MERCHANT_EXISTS when the id is given and taken. */
    public Mono<Merchant> add(Optional<MerchantId> wanted, String name, String category) {
        return Mono.defer(() -> {
            var id = wanted.orElseGet(() -> new MerchantId(ids.next(ids.anyShard())));
            var merchant = new Merchant(id, name, category);
            return journal.commit(entry(merchant)).map(decision -> added(decision, merchant));
        });
    }

    private Entry entry(Merchant merchant) {
        var account =
                new OpenAccount(merchant.account(Asset.UZS), merchant.id().value(), Asset.UZS, AccountKind.MERCHANT);
        return new Entry(
                merchant.id().shard(), Priority.NEW, List.of(new RegisterMerchant(merchant, clock.instant()), account));
    }

    private static Merchant added(Decision decision, Merchant merchant) {
        return switch (decision) {
            case Decision.Committed _ -> merchant;
            case Decision.Refused(MerchantExists _) ->
                throw AdminProblem.MERCHANT_EXISTS.because("There is a merchant " + merchant.id());
            case Decision.Refused(var refusal) -> throw new IllegalStateException("Merchant refused: " + refusal);
        };
    }
}
