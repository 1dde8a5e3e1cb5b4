package gateway.approvals;

import gateway.platform.crypto.Sha256;
import gateway.platform.journal.Outbox;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Announces what becomes of acts, for the audit trail: {@code act.proposed}, {@code act.approved} and so on. */
@Component
class ActNews {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Outbox outbox;

    ActNews(Outbox outbox) {
        this.outbox = outbox;
    }

    /** In the transaction in which it becomes true. Of the content only its digest: secrets may be sealed in it. */
    Mono<Act> announce(Act act) {
        var verdict = act.verdict();
        var told = new LinkedHashMap<String, String>();
        told.put("id", act.id().toString());
        told.put("kind", act.kind());
        told.put("subject", act.subject());
        told.put("content", "sha256 " + Sha256.base64Url(act.content()));
        told.put("by", verdict == null ? act.proposedBy() : verdict.by());
        told.put("reason", verdict == null ? act.reason() : verdict.reason());
        return outbox.announce("act." + act.state().code(), JSON.writeValueAsString(told))
                .thenReturn(act);
    }
}
