package gateway.sessions.codes;

import static gateway.platform.postgres.Columns.required;

import gateway.sessions.policy.CodePolicy;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Which codes that were sent another policy would not have sent, and which that were used would have come too late. Of
 * codes there is only what is not forgotten yet.
 */
public final class ReplayCodes {

    private static final String SENT = """
            select id, phone, created_at, used_at
              from sessions.challenge
             where created_at >= :since
             order by created_at, id
            """;

    private final DatabaseClient database;

    public ReplayCodes(DatabaseClient database) {
        this.database = database;
    }

    /** One code of which something else would have become. */
    public record Change(UUID challenge, Instant at, String now) {

        /** One line for people. */
        public String text() {
            return "%s  code %s  %s".formatted(at, challenge, now);
        }
    }

    /** @param looked at how many codes */
    public record Report(int looked, List<Change> changes) {}

    /** A code that was sent. */
    record Sent(UUID id, String phone, Instant at, @Nullable Instant usedAt) {}

    /** What a phone was sent in the window that runs. */
    private record Window(Instant begun, int sends, Instant last) {}

    /** Since then; codes before it only fill the windows. */
    public Mono<Report> replay(CodePolicy policy, Instant from) {
        return Mono.defer(() -> {
            var again = new Again(policy, from);
            return database.sql(SENT)
                    .bind("since", from.minus(policy.sendWindow()))
                    .map(ReplayCodes::sent)
                    .all()
                    .doOnNext(again::take)
                    .then(Mono.fromSupplier(again::report));
        });
    }

    private static Sent sent(Readable row) {
        return new Sent(
                required(row, "id", UUID.class),
                required(row, "phone", String.class),
                required(row, "created_at", Instant.class),
                row.get("used_at", Instant.class));
    }

    /** Goes through codes in the order of time, with the rules by which phones are written to. */
    static final class Again {

        private final CodePolicy policy;
        private final Instant from;
        private final Map<String, Window> phones = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();
        private int looked;

        Again(CodePolicy policy, Instant from) {
            this.policy = policy;
            this.from = from;
        }

        void take(Sent it) {
            var refused = refused(it);
            if (refused == null) {
                phones.compute(it.phone(), (_, before) -> next(before, it.at()));
            }
            if (it.at().isBefore(from)) {
                return;
            }
            looked++;
            if (refused != null) {
                changes.add(new Change(it.id(), it.at(), "sent -> refused: " + refused));
            } else if (it.usedAt() != null && !it.usedAt().isBefore(it.at().plus(policy.validFor()))) {
                var late = Duration.between(it.at(), it.usedAt());
                changes.add(new Change(it.id(), it.at(), "used after %ds -> expired".formatted(late.toSeconds())));
            }
        }

        private @Nullable String refused(Sent it) {
            var window = phones.get(it.phone());
            if (window == null) {
                return null;
            }
            if (runs(window, it.at()) && window.sends() >= policy.sends()) {
                return "too many codes";
            }
            return window.last().plus(policy.resendAfter()).isAfter(it.at()) ? "too soon after the last" : null;
        }

        private Window next(@Nullable Window before, Instant at) {
            return before == null || !runs(before, at)
                    ? new Window(at, 1, at)
                    : new Window(before.begun(), before.sends() + 1, at);
        }

        private boolean runs(Window window, Instant at) {
            return window.begun().plus(policy.sendWindow()).isAfter(at);
        }

        Report report() {
            return new Report(looked, List.copyOf(changes));
        }
    }
}
