package gateway.sessions.revocations;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.http.Caller;
import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.TestClock;
import gateway.sessions.tokens.AccessToken;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a node knows of everybody, a customer, a device and a session, in whichever order it heard of them. */
class RevocationOrdersTest {

    private static final long TOKEN = 10;
    private static final List<Long> NEVER_OLDER_EQUAL_NEWER = List.of(0L, TOKEN - 1, TOKEN, TOKEN + 1);

    private final TestClock clock = new TestClock();
    private final RevocationSettings settings = new RevocationSettings(
            Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(60), 8, Duration.ofMillis(200), 1_000);
    private final CustomerId customer = new CustomerId(new UUID(1, 1));
    private final DeviceId device = new DeviceId(new UUID(2, 2));
    private final SessionId session = new SessionId(new UUID(3, 3));
    private final List<Subject> four = List.of(
            Subject.EVERYBODY,
            new Subject(Scope.CUSTOMER, customer.toString()),
            new Subject(Scope.DEVICE, device.toString()),
            new Subject(Scope.SESSION, session.toString()));

    /** Never, before, with and after the token, for each of the four, in each of the 24 orders: 6,144 lives. */
    @Test
    void everyOrderOfFourComesToTheSame() {
        for (int combination = 0; combination < 256; combination++) {
            var epochs = epochs(combination);
            boolean expected = epochs.stream().anyMatch(epoch -> epoch >= TOKEN);
            for (var order : orders(List.of(0, 1, 2, 3))) {
                var view = view();
                order.stream()
                        .filter(at -> epochs.get(at) > 0)
                        .forEach(at -> view.learn(revocation(four.get(at), epochs.get(at))));

                assertThat(view.revokes(token(TOKEN)))
                        .as("%s heard as %s", epochs, order)
                        .isEqualTo(expected);
            }
        }
    }

    /** Heard twice, heard again when something newer is known, about others, and again from the start. */
    @Property(tries = 20_000)
    void neitherRepeatsNorLatecomersNorStrangersMatter(
            @ForAll @LongRange(min = 1, max = 8) long token,
            @ForAll @Size(4) List<@Size(max = 3) List<@LongRange(min = 1, max = 8) Long>> epochs,
            @ForAll Random order) {
        var heard = new ArrayList<Revocation>();
        for (int at = 0; at < 4; at++) {
            for (var epoch : epochs.get(at)) {
                heard.add(revocation(four.get(at), epoch));
            }
        }
        boolean expected = heard.stream().anyMatch(it -> it.epoch() >= token);
        heard.addAll(List.copyOf(heard));
        heard.add(revocation(new Subject(Scope.SESSION, new SessionId(new UUID(9, 9)).toString()), 9));
        Collections.shuffle(heard, order);
        var view = view();
        heard.forEach(view::learn);

        assertThat(view.revokes(token(token))).isEqualTo(expected);
    }

    private RevocationView view() {
        return new RevocationView(settings, clock, List.of(), new SimpleMeterRegistry());
    }

    private Revocation revocation(Subject subject, long epoch) {
        return new Revocation(
                subject, epoch, "test", clock.instant(), clock.instant().plusSeconds(360));
    }

    private AccessToken token(long epoch) {
        var caller = new Caller(customer, device, session, clock.instant());
        var until = clock.instant().plusSeconds(300);
        return new AccessToken("tok_1", caller, "app", epoch, clock.instant(), until, "key", "hash", four);
    }

    private static List<Long> epochs(int combination) {
        var epochs = new ArrayList<Long>();
        for (int rest = combination, at = 0; at < 4; at++, rest /= 4) {
            epochs.add(NEVER_OLDER_EQUAL_NEWER.get(rest % 4));
        }
        return epochs;
    }

    private static List<List<Integer>> orders(List<Integer> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Integer>>();
        for (var first : of) {
            var rest = new ArrayList<>(of);
            rest.remove(first);
            for (var tail : orders(rest)) {
                var order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
