package gateway.issuing;

import static gateway.platform.journal.Columns.column;

import gateway.issuing.AuthorisationRules.Chain;
import gateway.issuing.AuthorisationRules.Facts;
import gateway.issuing.NetworkWork.Answered;
import gateway.issuing.NetworkWork.SpokenAgainst;
import gateway.issuing.NetworkWork.Stale;
import gateway.issuing.NetworkWork.WorkRefusal;
import gateway.issuing.Purchase.Secret;
import gateway.platform.journal.PartWriter.Batch;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.platform.journal.PartWriter.Rows;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of one batch of messages in memory: what was locked, and what the messages before have made of it. */
final class NetworkBatch implements Batch<NetworkWork> {

    private static final int MESSAGES = 0;
    private static final int CARDS = 1;
    private static final int CHAINS = 2;

    private final List<NetworkWork.Line> lines = new ArrayList<>();
    private final IssuingSettings settings;
    private final List<UUID> cardIds;
    private final List<UUID> chainIds;
    private final List<Authorisation.Key> keys;

    private final Map<String, Known> answered = new HashMap<>();
    private final Map<UUID, Facts> cards = new HashMap<>();
    private final Map<UUID, Integer> cardVersions = new HashMap<>();
    private final Map<UUID, Chain> chains = new HashMap<>();
    private final Map<Authorisation.Key, Integer> versions = new HashMap<>();
    private final Set<Authorisation.Key> stored = new HashSet<>();

    private final List<NetworkWorkRows.Kept> kept = new ArrayList<>();
    private final Set<UUID> mistaken = new TreeSet<>();
    private final List<NetworkWorkRows.Lock> locks = new ArrayList<>();
    private final Map<UUID, Chain> spent = new TreeMap<>();
    private final Map<Authorisation.Key, Authorisation> changed = new TreeMap<>();

    /** A message that was answered, here or before. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Known(byte[] fingerprint, byte[] answer) {}

    NetworkBatch(List<NetworkWork> parts, IssuingSettings settings) {
        this.settings = settings;
        var someCards = new TreeSet<UUID>();
        var someChains = new TreeSet<UUID>();
        var someKeys = new TreeSet<Authorisation.Key>();
        for (var part : parts) {
            if (part.line() != null) {
                lines.add(part.line());
            }
            if (part.card() != null) {
                someCards.add(part.card());
            }
            if (part.chain() != null) {
                someChains.add(part.chain());
            }
            if (part.change() != null) {
                someKeys.add(part.change().key());
            }
        }
        cardIds = List.copyOf(someCards);
        chainIds = List.copyOf(someChains);
        keys = List.copyOf(someKeys);
    }

    @Override
    public List<List<Object>> asks() {
        return List.of(
                List.of(
                        column(lines, line -> (short) line.shard(), Short[]::new),
                        column(lines, NetworkWork.Line::key, String[]::new)),
                named(cardIds),
                named(chainIds),
                List.of(
                        column(keys, key -> (short) key.shard(), Short[]::new),
                        column(keys, Authorisation.Key::chain, UUID[]::new),
                        column(keys, Authorisation.Key::transaction, String[]::new)));
    }

    private static List<Object> named(List<UUID> ids) {
        return List.of(column(ids, id -> (short) TimeOrderedIds.shardOf(id), Short[]::new), ids.toArray(UUID[]::new));
    }

    @Override
    public void found(int read, FoundRow row) {
        switch (read) {
            case MESSAGES ->
                answered.put(
                        name(lines.get(place(row))), new Known(get(row, 1, byte[].class), get(row, 2, byte[].class)));
            case CARDS -> {
                cards.put(get(row, 0, UUID.class), facts(row));
                cardVersions.put(get(row, 0, UUID.class), get(row, 9, Integer.class));
            }
            case CHAINS -> chains.put(get(row, 0, UUID.class), chain(row));
            default -> {
                versions.put(keys.get(place(row)), get(row, 1, Integer.class));
                stored.add(keys.get(place(row)));
            }
        }
    }

    private static int place(FoundRow row) {
        return Math.toIntExact(get(row, 0, Long.class)) - 1;
    }

    private static Facts facts(FoundRow row) {
        return new Facts(
                IssuedState.of(get(row, 1, String.class)),
                YearMonth.parse(get(row, 2, String.class)),
                get(row, 3, Boolean.class),
                get(row, 4, Short.class),
                Asset.of(get(row, 5, String.class)),
                new Guesses(get(row, 6, Short.class), get(row, 7, Instant.class), get(row, 8, Instant.class)));
    }

    private static Chain chain(FoundRow row) {
        return new Chain(
                ControlsText.parse(get(row, 1, String.class)),
                Usage.parse(get(row, 2, String.class)).with(RecentUses.parse(get(row, 4, String.class))),
                get(row, 3, String.class));
    }

    private static <T> T get(FoundRow row, int column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    private static String name(NetworkWork.Line line) {
        return line.shard() + " " + line.key();
    }

    @Override
    public @Nullable WorkRefusal check(NetworkWork part) {
        var before = part.line() == null ? null : before(part.line());
        if (before != null) {
            return before;
        }
        var change = part.change();
        if (change != null && change.version() != versions.getOrDefault(change.key(), 0) + 1) {
            return new Stale();
        }
        var against = part.binding() ? against(part) : null;
        if (against != null) {
            return new SpokenAgainst(against);
        }
        if (isPinLocked(part)) {
            return new SpokenAgainst(Reason.PIN_LOCKED);
        }
        return isGuessLocked(part) ? new SpokenAgainst(Reason.GUESSED_TOO_OFTEN) : null;
    }

    private @Nullable Answered before(NetworkWork.Line line) {
        var known = answered.get(name(line));
        return known == null
                ? null
                : new Answered(known.answer(), MessageDigest.isEqual(known.fingerprint(), line.fingerprint()));
    }

    private @Nullable Reason against(NetworkWork part) {
        var purchase = part.judge();
        return purchase == null
                ? null
                : AuthorisationRules.refusal(
                        Objects.requireNonNull(cards.get(part.card())),
                        Objects.requireNonNull(chains.get(part.chain())),
                        purchase);
    }

    // A guess too many is none, right or wrong.
    private boolean isPinLocked(NetworkWork part) {
        return part.pin() == Secret.WRONG
                && Objects.requireNonNull(cards.get(part.card())).pinTries() >= IssuedCard.MOST_PIN_TRIES;
    }

    private boolean isGuessLocked(NetworkWork part) {
        var line = part.line();
        return part.guess()
                && line != null
                && Objects.requireNonNull(cards.get(part.card())).guesses().isLocked(line.at());
    }

    @Override
    public void apply(NetworkWork part) {
        if (part.line() != null) {
            keep(part, part.line());
        }
        part.spends().forEach(spend -> spend(Objects.requireNonNull(part.chain()), spend));
        var change = part.change();
        if (change != null) {
            versions.put(change.key(), change.version());
            changed.put(change.key(), change);
        }
    }

    private void keep(NetworkWork part, NetworkWork.Line line) {
        var judged = part.binding() ? null : against(part);
        kept.add(new NetworkWorkRows.Kept(line, part.card(), judged));
        answered.put(name(line), new Known(line.fingerprint(), line.answer()));
        if (part.card() != null) {
            count(part.card(), part.pin(), line.at());
        }
        if (part.guess()) {
            guess(Objects.requireNonNull(part.card()), line.at());
        }
    }

    private void count(UUID id, Secret pin, Instant at) {
        var card = Objects.requireNonNull(cards.get(id));
        int next = switch (pin) {
            case RIGHT -> card.pinTries() < IssuedCard.MOST_PIN_TRIES ? 0 : card.pinTries();
            case WRONG -> card.pinTries() + 1;
            case ABSENT, UNREADABLE -> card.pinTries();
        };
        if (next != card.pinTries()) {
            cards.put(id, card.after(next, card.guesses()));
            mistaken.add(id);
        }
        if (pin == Secret.WRONG && next == IssuedCard.MOST_PIN_TRIES) {
            lock(id, card.state(), at, "lock-pin", "tries", "");
        }
    }

    private void guess(UUID id, Instant at) {
        var card = Objects.requireNonNull(cards.get(id));
        var next = card.guesses().another(settings, at);
        cards.put(id, card.after(card.pinTries(), next));
        mistaken.add(id);
        if (next.isLocked(at)) {
            lock(id, card.state(), at, "lock-code", "guesses", "until " + next.lockedUntil());
        }
    }

    private void lock(UUID id, IssuedState state, Instant at, String action, String who, String detail) {
        int n = cardVersions.merge(id, 1, Integer::sum);
        locks.add(new NetworkWorkRows.Lock(id, n, state, at, action, who, detail));
    }

    private void spend(UUID id, NetworkWork.Spend spend) {
        var chain = Objects.requireNonNull(chains.get(id));
        var usage = spend.amount() < 0 || spend.count() < 0
                ? chain.usage().minus(spend.at(), -spend.amount(), -spend.count())
                : chain.usage().plus(spend.at(), spend.amount(), spend.count());
        var merchant = chain.merchant().isEmpty() ? spend.merchant() : chain.merchant();
        var next = new Chain(chain.controls(), usage, merchant);
        chains.put(id, next);
        spent.put(id, next);
    }

    @Override
    public List<Rows> rows() {
        var inserts = changed.values().stream()
                .filter(it -> !stored.contains(it.key()))
                .toList();
        var updates = changed.values().stream()
                .filter(it -> stored.contains(it.key()))
                .toList();
        var mistakes = mistaken.stream()
                .map(id -> new NetworkWorkRows.Mistaken(
                        id, Objects.requireNonNull(cards.get(id)), Objects.requireNonNull(cardVersions.get(id))))
                .toList();
        return NetworkWorkRows.of(kept, mistakes, locks, spent, inserts, updates);
    }
}
