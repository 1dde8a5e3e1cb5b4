package gateway.approvals;

import gateway.platform.http.StaffRole;
import java.util.Set;
import reactor.core.publisher.Mono;

/** One kind of act, known by its bean: who may want it, whether it makes sense, and what it does. */
public interface ActKind {

    /** Stable; such as {@code activate-pack}. */
    String name();

    /** Whoever proposes or decides has one of them. */
    Set<StaffRole> roles();

    /** Emits what it is about, in a few words; errors with a problem when the content makes no sense now. */
    Mono<String> check(String content);

    /**
     * Does it. Subscribed inside the transaction that records the approval: an error undoes both. The world may have
     * changed since it was proposed, so what was checked then is checked again.
     */
    Mono<Void> perform(Act act);
}
