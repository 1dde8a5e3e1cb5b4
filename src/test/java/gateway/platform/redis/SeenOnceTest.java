package gateway.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.test.StepVerifier;

class SeenOnceTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong millis = new AtomicLong(1_000_000_000);
    private final SeenOnce seen = new SeenOnce(
            new ReactiveStringRedisTemplate(nobody()),
            "{test}",
            Duration.ofMinutes(2),
            () -> java.time.Instant.ofEpochMilli(millis.get()));

    private ReactiveRedisConnectionFactory nobody() {
        return (ReactiveRedisConnectionFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ReactiveRedisConnectionFactory.class}, (_, _, _) -> {
                    asked.incrementAndGet();
                    throw new RedisConnectionFailureException("refused");
                });
    }

    private void assertAway() {
        StepVerifier.create(seen.firstTime("one")).expectError(RedisAway.class).verify(Duration.ofSeconds(5));
    }

    @Test
    void leavesRedisAloneForASecondAfterASilence() {
        assertAway();
        int first = asked.get();
        millis.addAndGet(999);
        assertAway();
        assertThat(asked).hasValue(first);

        millis.addAndGet(1);
        assertAway();
        assertThat(asked).hasValueGreaterThan(first);
    }

    @Test
    void asksAgainAtOnceWhenTheClockWasSetBack() {
        assertAway();
        int first = asked.get();
        millis.addAndGet(-3_600_000);
        assertAway();

        assertThat(asked).hasValueGreaterThan(first);
    }
}
