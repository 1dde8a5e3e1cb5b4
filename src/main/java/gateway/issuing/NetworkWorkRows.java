package gateway.issuing;

import static gateway.platform.journal.Columns.column;

import gateway.issuing.AuthorisationRules.Chain;
import gateway.issuing.AuthorisationRules.Facts;
import gateway.platform.journal.PartWriter.Rows;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of messages changes in the tables, statement by statement. Arrays hold no nulls: nobody's id is zero.
 */
final class NetworkWorkRows {

    private static final UUID NOBODY = new UUID(0, 0);

    private static final String INSERT_MESSAGES = """
        insert into issuing.message (shard, key, kind, fingerprint, card, transaction, amount_minor, currency,
               merchant, reason, judged, at, answer)
        select u.shard, u.key, u.kind, u.fingerprint, nullif(u.card, '00000000-0000-0000-0000-000000000000'),
               u.transaction, u.amount_minor, u.currency, u.merchant, u.reason, u.judged, u.at, u.answer
          from unnest(?::smallint[], ?::text[], ?::text[], ?::bytea[], ?::uuid[], ?::text[], ?::bigint[], ?::text[],
                      ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bytea[])
               u(shard, key, kind, fingerprint, card, transaction, amount_minor, currency, merchant, reason, judged,
                 at, answer)
        """;

    // Tries and guesses in one: of two updates of a row in one statement only one would be done.
    private static final String COUNT_MISTAKES = """
        update issuing.card c
           set pin_tries = u.tries, guesses = u.guesses, guesses_until = u.guesses_until,
               guess_locked_until = u.locked_until, version = u.version
          from unnest(?::smallint[], ?::uuid[], ?::smallint[], ?::smallint[], ?::timestamptz[], ?::timestamptz[],
                      ?::integer[])
               u(shard, id, tries, guesses, guesses_until, locked_until, version)
         where c.shard = u.shard and c.id = u.id
        """;

    private static final String NOTE_LOCKS = """
        insert into issuing.card_event (shard, card, n, at, action, actor, who, from_state, to_state, detail)
        select u.shard, u.card, u.n, u.at, u.action, 'bank', u.who, u.state, u.state, u.detail
          from unnest(?::smallint[], ?::uuid[], ?::integer[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                      ?::text[])
               u(shard, card, n, at, action, who, state, detail)
        """;

    private static final String SPEND = """
        update issuing.chain c
           set usage = u.usage, merchant = u.merchant, recent = u.recent
          from unnest(?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::text[]) u(shard, id, usage, merchant, recent)
         where c.shard = u.shard and c.id = u.id
        """;

    private static final String INSERT_AUTHORISATIONS = """
        insert into issuing.authorisation (shard, chain, transaction, id, card, state, amount_minor, asset, hold,
               hold_until, cleared_minor, counted_at, counted, version)
        select u.shard, u.chain, u.transaction, u.id, u.card, u.state, u.amount_minor, u.asset,
               nullif(u.hold, '00000000-0000-0000-0000-000000000000'), u.hold_until, u.cleared_minor, u.counted_at,
               u.counted, u.version
          from unnest(?::smallint[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::text[],
                      ?::uuid[], ?::timestamptz[], ?::bigint[], ?::timestamptz[], ?::text[], ?::integer[])
               u(shard, chain, transaction, id, card, state, amount_minor, asset, hold, hold_until, cleared_minor,
                 counted_at, counted, version)
        """;

    private static final String UPDATE_AUTHORISATIONS = """
        update issuing.authorisation a
           set id = u.id, card = u.card, state = u.state, amount_minor = u.amount_minor, asset = u.asset,
               hold = nullif(u.hold, '00000000-0000-0000-0000-000000000000'), hold_until = u.hold_until,
               cleared_minor = u.cleared_minor, counted_at = u.counted_at, counted = u.counted,
               version = u.version
          from unnest(?::smallint[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::text[],
                      ?::uuid[], ?::timestamptz[], ?::bigint[], ?::timestamptz[], ?::text[], ?::integer[])
               u(shard, chain, transaction, id, card, state, amount_minor, asset, hold, hold_until, cleared_minor,
                 counted_at, counted, version)
         where a.shard = u.shard and a.chain = u.chain and a.transaction = u.transaction
        """;

    static final List<String> WRITES =
            List.of(INSERT_MESSAGES, COUNT_MISTAKES, NOTE_LOCKS, SPEND, INSERT_AUTHORISATIONS, UPDATE_AUTHORISATIONS);

    private NetworkWorkRows() {}

    /**
     * A message to be kept.
     *
     * @param judged what we would have said to what was decided elsewhere; null when nothing spoke against it
     */
    record Kept(
            NetworkWork.Line line,
            @Nullable UUID card,
            @Nullable Reason judged) {}

    /**
     * Somebody was wrong once too often.
     *
     * @param n the card's version from then on
     * @param who what counted it
     */
    record Lock(UUID card, int n, IssuedState state, Instant at, String action, String who, String detail) {}

    /** A card about which somebody was wrong, or right after that, as it is then. */
    record Mistaken(UUID card, Facts facts, int version) {}

    static List<Rows> of(
            List<Kept> kept,
            List<Mistaken> mistaken,
            List<Lock> locks,
            Map<UUID, Chain> spent,
            List<Authorisation> inserts,
            List<Authorisation> updates) {
        return List.of(
                messages(kept),
                mistakes(mistaken),
                locks(locks),
                chains(spent),
                authorisations(inserts),
                authorisations(updates));
    }

    private static Rows messages(List<Kept> all) {
        return new Rows(
                all.size(),
                List.of(
                        column(all, it -> (short) it.line().shard(), Short[]::new),
                        column(all, it -> it.line().key(), String[]::new),
                        column(all, it -> it.line().kind(), String[]::new),
                        column(all, it -> it.line().fingerprint(), byte[][]::new),
                        column(all, it -> it.card() == null ? NOBODY : it.card(), UUID[]::new),
                        column(all, it -> it.line().transaction(), String[]::new),
                        column(all, it -> it.line().amount(), Long[]::new),
                        column(all, it -> it.line().currency(), String[]::new),
                        column(all, it -> it.line().merchant(), String[]::new),
                        column(all, it -> it.line().reason().slug(), String[]::new),
                        column(all, NetworkWorkRows::judged, String[]::new),
                        column(all, it -> it.line().at(), Instant[]::new),
                        column(all, it -> it.line().answer(), byte[][]::new)));
    }

    private static String judged(Kept it) {
        return (it.judged() == null ? it.line().reason() : it.judged()).slug();
    }

    private static Rows mistakes(List<Mistaken> all) {
        return new Rows(
                all.size(),
                List.of(
                        column(all, it -> (short) TimeOrderedIds.shardOf(it.card()), Short[]::new),
                        column(all, Mistaken::card, UUID[]::new),
                        column(all, it -> (short) it.facts().pinTries(), Short[]::new),
                        column(all, it -> (short) it.facts().guesses().count(), Short[]::new),
                        column(all, it -> it.facts().guesses().until(), Instant[]::new),
                        column(all, it -> it.facts().guesses().lockedUntil(), Instant[]::new),
                        column(all, Mistaken::version, Integer[]::new)));
    }

    private static Rows locks(List<Lock> all) {
        return new Rows(
                all.size(),
                List.of(
                        column(all, it -> (short) TimeOrderedIds.shardOf(it.card()), Short[]::new),
                        column(all, Lock::card, UUID[]::new),
                        column(all, Lock::n, Integer[]::new),
                        column(all, Lock::at, Instant[]::new),
                        column(all, Lock::action, String[]::new),
                        column(all, Lock::who, String[]::new),
                        column(all, it -> it.state().code(), String[]::new),
                        column(all, Lock::detail, String[]::new)));
    }

    private static Rows chains(Map<UUID, Chain> chains) {
        var ids = List.copyOf(chains.keySet());
        var all = List.copyOf(chains.values());
        return new Rows(
                ids.size(),
                List.of(
                        column(ids, id -> (short) TimeOrderedIds.shardOf(id), Short[]::new),
                        ids.toArray(UUID[]::new),
                        column(all, chain -> chain.usage().text(), String[]::new),
                        column(all, Chain::merchant, String[]::new),
                        column(all, NetworkWorkRows::recent, String[]::new)));
    }

    // Remembered only for who asks: nobody's row grows for nothing.
    private static String recent(Chain chain) {
        return chain.controls().roll() ? chain.usage().recent().text() : "";
    }

    private static Rows authorisations(List<Authorisation> all) {
        return new Rows(
                all.size(),
                List.of(
                        column(all, it -> (short) it.key().shard(), Short[]::new),
                        column(all, it -> it.key().chain(), UUID[]::new),
                        column(all, it -> it.key().transaction(), String[]::new),
                        column(all, Authorisation::id, UUID[]::new),
                        column(all, it -> it.card().value(), UUID[]::new),
                        column(all, it -> it.state().code(), String[]::new),
                        column(all, it -> it.amount().minor(), Long[]::new),
                        column(all, it -> it.amount().asset().code(), String[]::new),
                        column(all, it -> hold(it.hold()), UUID[]::new),
                        column(all, Authorisation::holdUntil, Instant[]::new),
                        column(all, Authorisation::cleared, Long[]::new),
                        column(all, it -> it.counting().first(), Instant[]::new),
                        column(all, it -> it.counting().text(), String[]::new),
                        column(all, Authorisation::version, Integer[]::new)));
    }

    private static UUID hold(@Nullable TransferId hold) {
        return hold == null ? NOBODY : hold.value();
    }
}
