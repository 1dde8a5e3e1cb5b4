package gateway.webhooks.partners;

import gateway.approvals.Act;
import gateway.approvals.TwoPersonActs;
import gateway.platform.http.Staff;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PartnerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Proposes what lets a partner in, or tells it more. What is shown once is shown to whoever proposes, and good for
 * nothing until a colleague has approved it: who decides never sees it, and who sees it does not decide.
 */
@Component
public class ProposePartnerActs {

    private final TwoPersonActs acts;

    ProposePartnerActs(TwoPersonActs acts) {
        this.acts = acts;
    }

    public Mono<Act> give(PartnerKeys.Wanted key, String reason, Staff by) {
        return acts.propose(GivePartnerKey.NAME, GivePartnerKey.content(key), reason, by);
    }

    public Mono<Act> give(SignatureKeys.Wanted key, String reason, Staff by) {
        return acts.propose(GiveSignatureKey.NAME, GiveSignatureKey.content(key), reason, by);
    }

    public Mono<Act> make(Endpoints.Wanted endpoint, String reason, Staff by) {
        return acts.propose(MakeEndpoint.NAME, MakeEndpoint.content(endpoint), reason, by);
    }

    public Mono<Act> join(PartnerId partner, MerchantId merchant, String reason, Staff by) {
        return acts.propose(JoinMerchant.NAME, JoinMerchant.content(partner, merchant), reason, by);
    }

    public Mono<Act> rotate(PartnerId partner, EndpointSecrets.Wanted secret, String reason, Staff by) {
        return acts.propose(RotateEndpointSecret.NAME, RotateEndpointSecret.content(partner, secret), reason, by);
    }
}
