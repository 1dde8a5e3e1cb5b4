package gateway.webhooks.partners;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.platform.http.StaffRole;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Something that an administrator wants for a partner and another one approves.
 *
 * @param <W> what is wanted
 */
abstract class PartnerAct<W> implements ActKind {

    private final String name;
    private final DatabaseClient database;

    PartnerAct(String name, DatabaseClient database) {
        this.name = name;
        this.database = database;
    }

    /** Throws FIELD_INVALID, or a problem of its own, when nobody can want that. */
    abstract W read(String content);

    /** In a few words; errors when it makes no sense now. */
    abstract Mono<String> describe(W wanted);

    /**
     * Part of the client's transaction.
     *
     * @param by who proposed it
     */
    abstract Mono<Void> perform(DatabaseClient client, W wanted, String by);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<StaffRole> roles() {
        return Set.of(StaffRole.ADMINISTRATOR);
    }

    @Override
    public final Mono<String> check(String content) {
        return Mono.defer(() -> describe(read(content)));
    }

    @Override
    public final Mono<Void> perform(Act act) {
        return Mono.defer(() -> perform(database, read(act.content()), act.proposedBy()));
    }
}
