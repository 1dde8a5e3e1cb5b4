package gateway.sessions.policy;

import gateway.packs.PackKind;
import gateway.rulebook.Fields;
import gateway.rulebook.History;
import gateway.rulebook.Operation;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.RuleHead;
import gateway.rulebook.Timeline;
import gateway.rulebook.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The bank's policy of codes, sessions and new devices as a kind of pack. */
public final class SessionPacks implements PackKind<SessionBook> {

    private static final int FORMAT = 1;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(366);

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public SessionBook read(String text) {
        var root = Fields.of(PackText.read(text), "format", "pack", "codes", "sessions", "new-device");
        if (root.required("format").number() != FORMAT) {
            throw root.required("format").fault("must be " + FORMAT);
        }
        root.required("pack").id();
        return new SessionBook(
                Timeline.read(root.required("codes"), SessionPacks::codes),
                Timeline.read(root.required("sessions"), SessionPacks::sessions),
                Timeline.read(root.required("new-device"), SessionPacks::newDevice));
    }

    private static Version<CodePolicy> codes(PackNode place) {
        var fields = Fields.of(
                place,
                RuleHead.with("length", "valid-for", "misses", "lock-for", "sends", "send-window", "resend-after"));
        return new Version<>(
                RuleHead.read(fields),
                new CodePolicy(
                        fields.required("length").number(6, 12),
                        fields.required("valid-for").length(Duration.ofSeconds(10), Duration.ofMinutes(10)),
                        fields.required("misses").number(1, 5),
                        fields.required("lock-for").length(Duration.ofMinutes(1), DAY),
                        fields.required("sends").number(1, 100),
                        fields.required("send-window").length(Duration.ofMinutes(1), DAY),
                        fields.required("resend-after").length(Duration.ZERO, Duration.ofMinutes(10))));
    }

    private static Version<SessionLives> sessions(PackNode place) {
        var fields = Fields.of(place, RuleHead.with("per-customer", "idle", "absolute", "refresh-grace"));
        return new Version<>(
                RuleHead.read(fields),
                new SessionLives(
                        fields.required("per-customer").number(1, 100),
                        fields.required("idle").length(Duration.ofMinutes(5), YEAR),
                        fields.required("absolute").length(Duration.ofMinutes(5), YEAR),
                        fields.required("refresh-grace").length(Duration.ZERO, Duration.ofMinutes(1))));
    }

    private static Version<NewDeviceRule> newDevice(PackNode place) {
        var fields = Fields.of(place, RuleHead.with("waits", "operations", "linked-cards", "history"));
        var waits = fields.required("waits").length(Duration.ZERO, Duration.ofDays(7));
        Set<Operation> operations = waits.isZero()
                ? Set.of()
                : fields.required("operations").set(item -> item.word(Operation.ofCustomers()));
        if (waits.isZero() && fields.has("operations")) {
            throw fields.required("operations").fault("nothing waits for no time");
        }
        return new Version<>(
                RuleHead.read(fields),
                new NewDeviceRule(
                        waits,
                        operations,
                        fields.required("linked-cards").word(NewDeviceRule.LinkedCards.values()),
                        fields.required("history").word(NewDeviceRule.History.values())));
    }

    @Override
    public void checkSuccession(SessionBook before, SessionBook after, Instant now) {
        History.check(before.codes().versions(), after.codes().versions(), now);
        History.check(before.sessions().versions(), after.sessions().versions(), now);
        History.check(before.newDevice().versions(), after.newDevice().versions(), now);
    }
}
