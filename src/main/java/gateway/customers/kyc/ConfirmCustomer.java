package gateway.customers.kyc;

import static gateway.customers.CustomerProblem.VERIFICATION_INVALID;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.customers.CustomerProblem;
import gateway.customers.kyc.VerifyCustomer.Basis;
import gateway.customers.kyc.VerifyCustomer.Word;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.CustomerId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says of a customer that something is so, which raises their tier: one member of the staff proposes it, another
 * approves. Both decide about the same evidence: when something about the customer has changed in between, it is looked
 * at anew.
 */
@Component
class ConfirmCustomer implements ActKind {

    static final String NAME = "verify-customer";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final VerifyCustomer verify;

    ConfirmCustomer(VerifyCustomer verify) {
        this.verify = verify;
    }

    /**
     * What is proposed.
     *
     * @param document its id, where the fact is a document
     * @param until the last day it is so
     * @param evidence of what the proposer has seen, as the staff's view of the customer shows it
     */
    record Wish(
            @Nullable String customer,
            @Nullable String fact,
            @Nullable String document,
            @Nullable String until,
            @Nullable String evidence) {

        CustomerId whose() {
            return CustomerId.parse(String.valueOf(customer))
                    .orElseThrow(() -> CustomerProblem.CUSTOMER_NOT_FOUND.because("Ids of customers look like cus_…"));
        }

        Word word(String reason) {
            return new Word(String.valueOf(fact), document, true, until, reason);
        }

        String seen() {
            return String.valueOf(evidence);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<StaffRole> roles() {
        return Set.of(StaffRole.COMPLIANCE);
    }

    @Override
    public Mono<String> check(String content) {
        return Mono.defer(() -> {
            var wish = read(content);
            return verify.check(wish.whose(), wish.word(""), wish.seen())
                    .thenReturn("%s of %s".formatted(wish.fact(), wish.whose()));
        });
    }

    @Override
    public Mono<Void> perform(Act act) {
        return Mono.defer(() -> {
            var wish = read(act.content());
            var basis = new Basis(act.id(), wish.seen());
            return verify.confirm(wish.whose(), act.proposedBy(), wish.word(act.reason()), basis);
        });
    }

    static Wish read(String content) {
        try {
            return Optional.ofNullable(JSON.readValue(content, Wish.class)).orElseThrow(ConfirmCustomer::unreadable);
        } catch (JacksonException _) {
            throw unreadable();
        }
    }

    private static RuntimeException unreadable() {
        return VERIFICATION_INVALID.because("The content is JSON with customer, fact, document, until and evidence");
    }
}
