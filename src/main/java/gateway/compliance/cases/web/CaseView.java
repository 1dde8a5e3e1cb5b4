package gateway.compliance.cases.web;

import gateway.compliance.cases.CaseFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case.
 *
 * @param state {@code open}, {@code proposed} or {@code closed}
 * @param due until when it has to be decided
 * @param evidence stands for all pieces together; whoever proposes or decides says which they saw
 * @param maker who has proposed something
 * @param resolution what: {@code false-alarm}, {@code report} or {@code restrict}
 * @param checker who has decided
 */
record CaseView(
        String id,
        String customer,
        String state,
        Instant opened,
        Instant due,
        String evidence,
        int pieces,
        @Nullable String maker,
        @Nullable String resolution,
        @Nullable String reason,
        @Nullable String checker,
        @Nullable Instant decided) {

    static CaseView of(CaseFile it) {
        var proposal = it.proposal();
        var ruling = it.ruling();
        return new CaseView(
                it.id().toString(),
                it.customer().toString(),
                it.state(),
                it.opened(),
                it.due(),
                it.evidence(),
                it.pieces(),
                proposal == null ? null : proposal.maker(),
                proposal == null ? null : proposal.resolution().code(),
                proposal == null ? null : proposal.reason(),
                ruling == null ? null : ruling.checker(),
                ruling == null ? null : ruling.at());
    }
}
