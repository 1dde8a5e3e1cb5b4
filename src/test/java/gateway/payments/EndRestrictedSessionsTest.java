package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.fraud.Restriction;
import gateway.fraud.Restrictions;
import gateway.fraud.Subject;
import gateway.fraud.Subject.Kind;
import gateway.platform.journal.Part;
import gateway.sessions.Revocation;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What an order of the state does to sessions. */
class EndRestrictedSessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final UUID ID = new UUID(1, 5);

    private final List<String> revoked = new ArrayList<>();
    private int failures;
    private final EndRestrictedSessions sessions = new EndRestrictedSessions((subject, reason, actor) -> Mono.defer(
            () -> failures-- > 0 ? Mono.error(new IllegalStateException("no database")) : revoke(subject, reason)));

    private Mono<Revocation> revoke(Revocation.Subject subject, String reason) {
        revoked.add(subject.scope() + " " + subject.id() + " " + reason);
        return Mono.just(new Revocation(subject, 1, reason, NOW, NOW));
    }

    private static Restriction order(String id, Kind kind) {
        return new Restriction(id, new Subject(kind, ID), NOW, NOW.plusSeconds(60));
    }

    @Test
    void endsThoseOfACustomerAndOfADeviceOnce() {
        sessions.restricted(order("one", Kind.CUSTOMER));
        sessions.restricted(order("two", Kind.DEVICE));
        sessions.restricted(order("three", Kind.CARD));
        sessions.restricted(order("four", Kind.ACCOUNT));

        sessions.end().block();
        sessions.end().block();

        assertThat(revoked)
                .containsExactlyInAnyOrder(
                        "CUSTOMER " + new CustomerId(ID) + " order one", "DEVICE " + new DeviceId(ID) + " order two");
    }

    @Test
    void doesNotForgetOneThatFailed() {
        sessions.restricted(order("one", Kind.CUSTOMER));
        failures = 1;

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> sessions.end().block());
        assertThat(revoked).isEmpty();
        sessions.end().block();

        assertThat(revoked).hasSize(1);
    }

    @Test
    void oneThatFailsAgainAndAgainKeepsNoOtherWaiting() {
        var stuck = new AtomicReference<>(new CustomerId(new UUID(3, 5)).toString());
        var others = new EndRestrictedSessions(
                (subject, reason, actor) -> Mono.defer(() -> subject.id().equals(stuck.get())
                        ? Mono.error(new IllegalStateException("no database"))
                        : revoke(subject, reason)));
        for (int n = 0; n < 8; n++) {
            others.restricted(new Restriction(
                    "order-" + n, new Subject(Kind.CUSTOMER, new UUID(n, 5)), NOW, NOW.plusSeconds(60)));
        }

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> others.end().block());
        assertThat(revoked).hasSize(7).noneMatch(it -> it.contains("order-3"));
        stuck.set("");
        others.end().block();

        assertThat(revoked).hasSize(8).last().asString().endsWith("order-3");
    }

    @Test
    void nobodyIsLetInWhomOrWhoseDeviceAnOrderStops() {
        for (var kind : Kind.values()) {
            var guard = new RestrictedSignIn(new Restrictions() {
                @Override
                public Mono<Optional<Restriction>> of(List<Subject> subjects) {
                    return Mono.just(
                            subjects.contains(new Subject(kind, ID))
                                    ? Optional.of(order("one", kind))
                                    : Optional.empty());
                }

                @Override
                public Part unless(List<Subject> subjects) {
                    throw new IllegalStateException("Nothing is journaled here");
                }
            });

            assertThat(guard.letsIn(new CustomerId(ID), new DeviceId(new UUID(2, 5)))
                            .block())
                    .isEqualTo(kind != Kind.CUSTOMER);
            assertThat(guard.letsIn(new CustomerId(new UUID(3, 5)), new DeviceId(ID))
                            .block())
                    .isEqualTo(kind != Kind.DEVICE);
        }
    }
}
