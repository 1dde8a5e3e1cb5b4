package gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.Account.Sums;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Reads a story of the ledger as a table and checks it line by line. Amounts are minor units; words that name transfers
 * and accounts are free. Lines that end in {@code +} are linked with the next one; the outcome stands behind the last
 * of them.
 *
 * <pre>{@code
 * account  NAME ASSET [wallet|merchant|system] [closed]
 * fund     NAME AMOUNT                      from nowhere, before the story
 * pay      ID FROM TO AMOUNT [ASSET]        -> ok | a reason
 * hold     ID FROM TO AMOUNT [ASSET] [for DURATION]
 * post     ID HOLD AMOUNT [ASSET]
 * release  ID HOLD
 * tick     DURATION
 * balance  NAME POSTED held HELD
 * }</pre>
 */
final class LedgerTable {

    private final Map<String, Account> accounts = new HashMap<>();
    private final List<Transfer> linked = new ArrayList<>();
    private final List<BookedTransfer> booked = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Books books = new Books(now);

    static void check(String table) {
        var story = new LedgerTable();
        table.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(story::line);
    }

    private void line(String line) {
        var sides = line.split("->", 2);
        boolean isLinked = sides[0].strip().endsWith("+");
        var words = List.of(sides[0].replace("+", " ").strip().split("\\s+"));
        switch (words.getFirst()) {
            case "account" -> open(words);
            case "fund" -> fund(words);
            case "tick" -> tick(Duration.parse("PT" + words.get(1)));
            case "balance" -> balance(line, words);
            default -> linked.add(transfer(words));
        }
        if (!linked.isEmpty() && !isLinked) {
            outcome(line, sides[1].strip());
        }
    }

    private void open(List<String> words) {
        var kind = words.contains("merchant")
                ? AccountKind.MERCHANT
                : words.contains("system") ? AccountKind.SYSTEM : AccountKind.WALLET;
        put(
                words.get(1),
                new Account(account(words.get(1)), asset(words.get(2)), kind, words.contains("closed"), Sums.ZERO));
    }

    private void fund(List<String> words) {
        var before = named(words.get(1));
        var sums = new Sums(0, Long.parseLong(words.get(2)), 0, 0);
        put(words.get(1), new Account(before.id(), before.asset(), before.kind(), before.isClosed(), sums));
    }

    private void put(String name, Account account) {
        accounts.put(name, account);
        books.put(account);
    }

    // A batch has one time, so a later moment is another batch: everything is read again as it was written.
    private void tick(Duration time) {
        now = now.plus(time);
        var next = new Books(now);
        booked.addAll(books.booked());
        booked.forEach(transfer -> next.putUsed(transfer.id()));
        for (var name : List.copyOf(accounts.keySet())) {
            var old = named(name);
            var fresh = new Account(old.id(), old.asset(), old.kind(), old.isClosed(), old.stored());
            accounts.put(name, fresh);
            next.put(fresh);
        }
        books.holds().forEach(hold -> next.put(Hold.stored(hold.pending(), hold.state())));
        books = next;
    }

    private Transfer transfer(List<String> words) {
        var id = id(words.get(1));
        return switch (words.getFirst()) {
            case "pay" ->
                new Direct(
                        id, account(words.get(2)), account(words.get(3)), money(words, 4), Purpose.PAYMENT, id.value());
            case "hold" ->
                new Pending(
                        id,
                        account(words.get(2)),
                        account(words.get(3)),
                        money(words, 4),
                        Purpose.PAYMENT,
                        id.value(),
                        now.plus(patience(words)));
            case "post" -> new Post(id, id(words.get(2)), money(words, 3));
            case "release" -> new Release(id, id(words.get(2)));
            default -> throw new IllegalArgumentException("What is " + words + "?");
        };
    }

    private void outcome(String line, String expected) {
        var refusal = books.refusal(linked);
        if (refusal == null) {
            books.book(linked);
        }
        linked.clear();

        var actual = refusal == null ? "ok" : refusal.reason().name().toLowerCase(Locale.ROOT);
        assertThat(actual).as(line).isEqualTo(expected);
    }

    private void balance(String line, List<String> words) {
        var sums = named(words.get(1)).stored();

        assertThat("%d held %d".formatted(sums.creditsPosted() - sums.debitsPosted(), sums.debitsPending()))
                .as(line)
                .isEqualTo(words.get(2) + " held " + words.get(4));
    }

    private Account named(String name) {
        return Objects.requireNonNull(accounts.get(name), name);
    }

    private static Duration patience(List<String> words) {
        int at = words.indexOf("for");
        return at < 0 ? Duration.ofDays(7) : Duration.parse("PT" + words.get(at + 1));
    }

    private static Money money(List<String> words, int at) {
        boolean hasAsset = words.size() > at + 1 && !words.get(at + 1).equals("for");
        return new Money(amount(words.get(at)), hasAsset ? asset(words.get(at + 1)) : Asset.UZS);
    }

    private static long amount(String text) {
        return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private static Asset asset(String code) {
        return Asset.of(code);
    }

    private static AccountId account(String name) {
        return new AccountId(uuid("account " + name));
    }

    private static TransferId id(String name) {
        return new TransferId(uuid("transfer " + name));
    }

    private static UUID uuid(String text) {
        var hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return new UUID(hash.getMostSignificantBits(), hash.getLeastSignificantBits() & ~0xFFL);
    }
}
