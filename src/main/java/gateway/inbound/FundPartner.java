package gateway.inbound;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.crossborder.OurAccountsAbroad;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import gateway.webhooks.partners.Partners;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Says that a partner has paid in: what lies with one of our correspondents now is the partner's to send. What an act
 * contains is partner, amount, currency, correspondent and the payment's reference, such as {@code ptn_… 1000.00 USD
 * jpm FT-123}.
 */
@Component
class FundPartner implements ActKind {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9/-]{1,35}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}\\.[0-9]{2}");

    private final Partners partners;
    private final Funds funds;
    private final OurAccountsAbroad accounts;

    FundPartner(Partners partners, Funds funds, OurAccountsAbroad accounts) {
        this.partners = partners;
        this.funds = funds;
        this.accounts = accounts;
    }

    /** @param nostro the correspondent with whom the money lies */
    record Paid(PartnerId partner, Money amount, String nostro, String reference) {}

    @Override
    public String name() {
        return "fund-partner";
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.OPERATIONS);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.fromSupplier(() -> read(content, accounts)).flatMap(this::described);
    }

    private Mono<String> described(Paid paid) {
        return partners.find(paid.partner())
                .filterWhen(_ -> isNew(paid))
                .switchIfEmpty(Mono.error(FundPartner::paidInBefore))
                .map(partner ->
                        "%s %s at %s, %s".formatted(partner.name(), paid.amount(), paid.nostro(), paid.reference()));
    }

    private Mono<Boolean> isNew(Paid paid) {
        return funds.isSaid(paid.nostro(), paid.reference()).map(said -> !said);
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.defer(() -> funds.add(act.id(), read(act.content(), accounts)))
                .filter(added -> added)
                .switchIfEmpty(Mono.error(FundPartner::paidInBefore))
                .then();
    }

    // One payment is one payment, whoever says so twice.
    private static ProblemException paidInBefore() {
        return RequestProblem.FIELD_INVALID
                .because("That payment was said to be paid in before")
                .with("field", "content");
    }

    /** Throws when nobody can mean that; money at a bank where we have no account would lie nowhere. */
    static Paid read(String content, OurAccountsAbroad accounts) {
        var words = content.split(" ", -1);
        if (words.length != 5
                || !AMOUNT.matcher(words[1]).matches()
                || !NAME.matcher(words[3]).matches()
                || !REFERENCE.matcher(words[4]).matches()) {
            throw unreadable();
        }
        var asset = Asset.find(words[2]).filter(it -> !it.equals(Asset.UZS)).orElseThrow(FundPartner::unreadable);
        var amount = new Money(Long.parseLong(words[1].replace(".", "")), asset);
        if (!amount.isPositive()) {
            throw unreadable();
        }
        if (!accounts.has(words[3], asset)) {
            throw RequestProblem.FIELD_INVALID
                    .because("There is no account in %s with a correspondent %s".formatted(asset, words[3]))
                    .with("field", "content");
        }
        return new Paid(PartnerId.parse(words[0]).orElseThrow(FundPartner::unreadable), amount, words[3], words[4]);
    }

    private static ProblemException unreadable() {
        return RequestProblem.FIELD_INVALID
                .because("Write partner, amount with two decimals, currency, correspondent and reference")
                .with("field", "content");
    }
}
