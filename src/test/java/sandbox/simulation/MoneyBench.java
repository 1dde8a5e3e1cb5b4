package sandbox.simulation;

import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.TransferRefusal;
import gateway.limits.Limits;
import gateway.payments.PaymentStore;
import gateway.payments.ReviewReleases;
import gateway.payments.WritePayment;
import gateway.platform.journal.ClaimKey.Duplicate;
import gateway.platform.journal.ClaimKey.KeyReused;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.IdempotencyKeys;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.AccountId;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A journal with all that payments write through it and read: the simulation's model, or the product's over PostgreSQL.
 */
interface MoneyBench {

    /** What happens to a batch on its way to the database and back; it changes no answer. */
    enum Mishap {
        NONE,
        /** Nothing of it arrives. */
        LOST,
        /** Nothing of it arrives, and what is said first about that is lost too. */
        LOST_ASKED_TWICE,
        /** It is committed, or not, and nobody says so. */
        UNANSWERED,
        /** The same, and what is said first about that is lost too. */
        UNANSWERED_ASKED_TWICE
    }

    /** What the batch writers go by. */
    Instant now();

    /** Lets the time pass. */
    void until(Instant moment);

    /** What became of each of them, which all share one batch. */
    List<String> together(List<Entry> entries, Mishap mishap);

    /** Begins one that may have to wait. */
    CompletableFuture<@Nullable String> begin(Entry entry);

    String end(CompletableFuture<@Nullable String> begun);

    /** The database is out of reach, or there again. */
    void gone(boolean gone);

    <T> T read(Mono<T> question);

    PaymentStore payments();

    IdempotencyKeys keys();

    ReviewReleases releases();

    Limits limits();

    void open(AccountId account, UUID owner, AccountKind kind);

    /** Everything that stands, one line for each row. */
    List<String> books();

    void close();

    /** The decision as both write it. */
    static Mono<String> text(Mono<Decision> decision) {
        return decision.map(MoneyBench::text).onErrorResume(error -> Mono.just(failure(error)));
    }

    private static String text(Decision decision) {
        return switch (decision) {
            case Committed _ -> "committed";
            case Refused(var refusal) -> text(refusal);
        };
    }

    static String text(Refusal refusal) {
        return switch (refusal) {
            case Duplicate(var subject, var answer) -> "duplicate of " + subject + text(answer);
            case KeyReused _ -> "key reused";
            case WritePayment.Stale _ -> "stale";
            case TransferRefusal(var transfer, var reason) -> reason + " " + transfer;
            default -> refusal.toString();
        };
    }

    private static String text(@Nullable StoredAnswer answer) {
        return answer == null
                ? ", unanswered"
                : ", " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String failure(Throwable error) {
        return error instanceof ProblemException it ? it.type().toString() : "failed";
    }

    /** A row of {@link #books}. */
    static String row(@Nullable Object... columns) {
        var text = new StringBuilder();
        for (var column : columns) {
            text.append(column instanceof Instant it ? it.toEpochMilli() : column)
                    .append(' ');
        }
        return text.toString().strip();
    }
}
