package gateway.issuing;

import gateway.platform.journal.PartWriter;
import java.util.List;
import org.springframework.stereotype.Component;

/** Locks the cards, chains and authorisations that a batch of messages is about, and writes what came of them. */
@Component
class NetworkWorkWriter implements PartWriter<NetworkWork> {

    private static final String FIND_MESSAGES = """
        select u.n, m.fingerprint, m.answer
          from unnest(?::smallint[], ?::text[]) with ordinality u(shard, key, n)
         cross join lateral (
               select fingerprint, answer
                 from issuing.message m
                where m.shard = u.shard and m.key = u.key
                limit 1) m
        """;

    private static final String LOCK_CARDS = """
        select c.id, c.state, c.expiry, c.pin <> '', c.pin_tries, c.asset, c.guesses, c.guesses_until,
               c.guess_locked_until, c.version
          from unnest(?::smallint[], ?::uuid[]) u(shard, id)
         cross join lateral (
               select id, state, expiry, pin, pin_tries, asset, guesses, guesses_until, guess_locked_until, version
                 from issuing.card c
                where c.shard = u.shard and c.id = u.id
                  for no key update) c
        """;

    private static final String LOCK_CHAINS = """
        select c.id, c.controls, c.usage, c.merchant, c.recent
          from unnest(?::smallint[], ?::uuid[]) u(shard, id)
         cross join lateral (
               select id, controls, usage, merchant, recent
                 from issuing.chain c
                where c.shard = u.shard and c.id = u.id
                  for no key update) c
        """;

    private static final String LOCK_AUTHORISATIONS = """
        select u.n, a.version
          from unnest(?::smallint[], ?::uuid[], ?::text[]) with ordinality u(shard, chain, transaction, n)
         cross join lateral (
               select version
                 from issuing.authorisation a
                where a.shard = u.shard and a.chain = u.chain and a.transaction = u.transaction
                  for no key update) a
        """;

    private static final List<Read> READS = List.of(
            new Read("answered_messages", "n bigint, fingerprint bytea, answer bytea", FIND_MESSAGES),
            new Read(
                    "issued_cards",
                    "id uuid, state text, expiry text, pin_set boolean, pin_tries smallint, asset text,"
                            + " guesses smallint, guesses_until timestamptz, guess_locked_until timestamptz,"
                            + " version integer",
                    LOCK_CARDS),
            new Read("card_chains", "id uuid, controls text, usage text, merchant text, recent text", LOCK_CHAINS),
            new Read("authorisations", "n bigint, version integer", LOCK_AUTHORISATIONS));

    private final IssuingSettings settings;

    NetworkWorkWriter(IssuingSettings settings) {
        this.settings = settings;
    }

    @Override
    public Class<NetworkWork> kind() {
        return NetworkWork.class;
    }

    /** Before accounts and limits: whoever holds those waits for no card. */
    @Override
    public int order() {
        return 30;
    }

    @Override
    public List<Read> reads() {
        return READS;
    }

    @Override
    public List<String> writes() {
        return NetworkWorkRows.WRITES;
    }

    @Override
    public Batch<NetworkWork> open(List<NetworkWork> parts) {
        return new NetworkBatch(parts, settings);
    }
}
