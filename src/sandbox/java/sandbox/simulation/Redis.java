package sandbox.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model of Redis: keys that expire and one stream. A failover loses what the other server had not heard yet, and
 * that server's clock may be another; a flush loses everything.
 */
final class Redis {

    private static final long NANOS_PER_MS = 1_000_000;
    private static final long LAG_MOST_MS = 1_000;
    private static final long SKEW_MOST_MS = 2_000;

    private final World world;
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final List<Message> stream = new ArrayList<>();
    private final List<Follower> followers = new ArrayList<>();
    private Id top = new Id(0, 0);
    private long skewMs;
    boolean down;
    /** When it last was away, slow or forgetful, for whomever: nanoseconds. */
    long troubledAt = Long.MIN_VALUE / 2;

    Redis(World world) {
        this.world = world;
    }

    private record Key(long writtenAt, long expiresAt) {}

    /** Where a message stands. */
    record Id(long ms, long nth) implements Comparable<Id> {

        static Id parse(String text) {
            var parts = text.split("-", 2);
            return new Id(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }

        @Override
        public int compareTo(Id other) {
            return ms == other.ms ? Long.compare(nth, other.nth) : Long.compare(ms, other.ms);
        }

        @Override
        public String toString() {
            return ms + "-" + nth;
        }
    }

    /** A message of the stream. */
    record Message(Id id, String text, long writtenAt) {}

    /** Waits for what comes after. */
    record Follower(Node node, Id after, java.util.function.Consumer<List<Message>> then, Runnable gone) {}

    /** {@code SET key '' NX PX}: true when nobody was first. */
    boolean setIfAbsent(String name, long millis) {
        long now = world.agenda.nanos();
        var known = keys.get(name);
        if (known != null && known.expiresAt() > now) {
            return false;
        }
        keys.put(name, new Key(now, now + millis * NANOS_PER_MS));
        return true;
    }

    Id append(String text) {
        long ms = 1_000_000 + world.agenda.nanos() / NANOS_PER_MS + skewMs;
        top = ms > top.ms() ? new Id(ms, 0) : new Id(top.ms(), top.nth() + 1);
        stream.add(new Message(top, text, world.agenda.nanos()));
        for (var follower : List.copyOf(followers)) {
            serve(follower);
        }
        return top;
    }

    @Nullable
    Message newest() {
        return stream.isEmpty() ? null : stream.getLast();
    }

    List<Message> after(Id id) {
        return stream.stream().filter(it -> it.id().compareTo(id) > 0).toList();
    }

    void follow(Follower follower) {
        followers.add(follower);
        serve(follower);
    }

    private void serve(Follower follower) {
        var news = after(follower.after());
        if (!news.isEmpty()) {
            followers.remove(follower);
            follower.then().accept(news);
        }
    }

    /** Connections break: of one node, or of all. */
    void disconnect(@Nullable Node node) {
        troubled();
        for (var follower : List.copyOf(followers)) {
            if (node == null || follower.node() == node) {
                followers.remove(follower);
                follower.gone().run();
            }
        }
    }

    void flush() {
        world.see(Sight.REDIS_FLUSHED);
        world.agenda.say("redis is flushed");
        troubled();
        keys.clear();
        stream.clear();
        top = new Id(0, 0);
    }

    void failOver() {
        world.agenda.say("redis fails over");
        disconnect(null);
        long heardUntil = world.agenda.nanos() - world.between(0, LAG_MOST_MS) * NANOS_PER_MS;
        if (stream.removeIf(it -> it.writtenAt() > heardUntil)) {
            world.see(Sight.REDIS_LOST_A_REVOCATION);
        }
        if (keys.values().removeIf(it -> it.writtenAt() > heardUntil)) {
            world.see(Sight.REDIS_LOST_A_PROOF);
        }
        top = stream.isEmpty() ? new Id(0, 0) : stream.getLast().id();
        skewMs = world.between(-SKEW_MOST_MS, SKEW_MOST_MS);
    }

    void troubled() {
        troubledAt = world.agenda.nanos();
    }
}
