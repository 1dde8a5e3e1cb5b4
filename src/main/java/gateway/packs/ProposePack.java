package gateway.packs;

import gateway.approvals.Act;
import gateway.approvals.TwoPersonActs;
import gateway.packs.ActivatePack.Wish;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes an act of a pack that somebody wants in force. */
@Component
public class ProposePack {

    private static final Pattern REASON = Pattern.compile("[^\\p{Cntrl}]{1,500}");

    private final TwoPersonActs acts;

    ProposePack(TwoPersonActs acts) {
        this.acts = acts;
    }

    /** @param signature Ed25519 over the text, in Base64 */
    public record Proposal(String kind, byte[] text, String signer, String signature) {}

    /** Errors with a problem when the pack would be refused now. */
    public Mono<Act> propose(Proposal proposal, String reason, Staff by) {
        return Mono.defer(() -> {
            if (!REASON.matcher(reason).matches()) {
                throw RequestProblem.FIELD_INVALID
                        .because("Say why, in one line")
                        .with("field", "reason");
            }
            var wish = new Wish(proposal.kind(), text(proposal.text()), proposal.signer(), proposal.signature());
            return acts.propose(ActivatePack.NAME, wish.written(), reason, by);
        });
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw PackProblem.PACK_UNFIT.because("line 1: it is not UTF-8 text");
        }
    }
}
