package gateway.audit.trail;

import static gateway.platform.postgres.Columns.required;

import gateway.audit.AuditDatabase;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Leaves;
import gateway.audit.tree.Proofs;
import gateway.audit.tree.Subtree;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Proofs out of the kept hashes: two statements for each, however long the trail is. */
@Component
public class StoredTree {

    private static final String NODES = """
            select n.level, n.index, n.hash
              from unnest(:levels::smallint[], :froms::bigint[], :untils::bigint[]) u (level, start, stop)
              join audit.node n on n.level = u.level and n.index >= u.start and n.index < u.stop
            """;

    // Each piece gives what lies in it; the first one that does is found from behind.
    private static final String LEAVES = """
            select greatest(p.first, u.start) as first,
                   substr(p.hashes, 32 * greatest(u.start - p.first, 0)::int + 1,
                          32 * (least(p.first + p.size, u.stop) - greatest(p.first, u.start))::int) as hashes
              from unnest(:froms::bigint[], :untils::bigint[]) u (start, stop)
             cross join lateral (select max(b.first) as first from audit.piece b where b.first <= u.start) begin
              join audit.piece p on p.first >= begin.first and p.first < u.stop and p.first + p.size > u.start
            """;

    private final AuditDatabase own;

    StoredTree(AuditDatabase own) {
        this.own = own;
    }

    /** That the event at that position stands in the trail of that size. Errors with {@link BrokenTrail}. */
    public Mono<List<Hash>> inclusion(long position, long size) {
        return hashes(Proofs.inclusion(position, size));
    }

    /** That the longer trail begins with all of the shorter one. Errors with {@link BrokenTrail}. */
    public Mono<List<Hash>> consistency(long shorter, long longer) {
        return hashes(Proofs.consistency(shorter, longer));
    }

    private Mono<List<Hash>> hashes(List<Leaves> proof) {
        var needed = proof.stream().flatMap(it -> it.subtrees().stream()).toList();
        var leaves = needed.stream().filter(it -> it.keptLevel() == 0).toList();
        var nodes = needed.stream().filter(it -> it.keptLevel() > 0).toList();
        return Flux.concat(leaves(leaves), nodes(nodes))
                .collect(HashMap<Subtree, Hash>::new, Map::putAll)
                .map(kept -> hashes(proof, kept))
                .onErrorMap(IllegalArgumentException.class, unfit -> new BrokenTrail(unfit.getMessage()));
    }

    private static List<Hash> hashes(List<Leaves> proof, Map<Subtree, Hash> kept) {
        try {
            return proof.stream().map(it -> it.hash(kept)).toList();
        } catch (IllegalStateException missing) {
            throw new BrokenTrail(missing.getMessage());
        }
    }

    private Flux<Map<Subtree, Hash>> leaves(List<Subtree> needed) {
        return needed.isEmpty()
                ? Flux.empty()
                : within(own.client().sql(LEAVES), needed).map(StoredTree::run).all();
    }

    private Flux<Map<Subtree, Hash>> nodes(List<Subtree> needed) {
        return needed.isEmpty()
                ? Flux.empty()
                : within(own.client().sql(NODES), needed)
                        .bind(
                                "levels",
                                needed.stream()
                                        .map(it -> (short) it.keptLevel())
                                        .toArray(Short[]::new))
                        .map(StoredTree::node)
                        .all();
    }

    private static GenericExecuteSpec within(GenericExecuteSpec sql, List<Subtree> needed) {
        return sql.bind("froms", needed.stream().map(Subtree::keptFrom).toArray(Long[]::new))
                .bind("untils", needed.stream().map(Subtree::keptUntil).toArray(Long[]::new));
    }

    private static Map<Subtree, Hash> run(Readable row) {
        long at = required(row, "first", Long.class);
        var found = new HashMap<Subtree, Hash>();
        for (var hash : Hash.split(required(row, "hashes", byte[].class))) {
            found.put(new Subtree(0, at), hash);
            at++;
        }
        return found;
    }

    private static Map<Subtree, Hash> node(Readable row) {
        var subtree = new Subtree(required(row, "level", Short.class), required(row, "index", Long.class));
        return Map.of(subtree, Hash.of(required(row, "hash", byte[].class)));
    }
}
