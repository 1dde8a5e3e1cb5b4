package gateway.platform.loops;

import io.netty.util.concurrent.EventExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * Makes the event loops that one line or store has for itself, and knows all of this process but those of Redis'
 * client. Like Reactor Netty's own, which everybody shares, they belong to the process: threads are seen from
 * everywhere.
 */
public final class EventLoops {

    private static final Set<LoopResources> OWN = ConcurrentHashMap.newKeySet();

    private EventLoops() {}

    /**
     * Not colocated: otherwise all connections land on the loop that opened the first. To be disposed of by whoever
     * asks.
     *
     * @param name begins the names of its threads
     */
    public static LoopResources own(String name, int threads) {
        var loops = LoopResources.create(name, 1, threads, true, false);
        OWN.add(loops);
        return loops;
    }

    /** A shared pool of loops that nobody has used yet is made by this; its threads start with their first task. */
    static Stream<EventExecutor> all() {
        OWN.removeIf(LoopResources::isDisposed);
        return Stream.concat(OWN.stream(), Stream.of(HttpResources.get(), TcpResources.get()))
                .map(loops -> loops.onServer(LoopResources.DEFAULT_NATIVE))
                .flatMap(group -> StreamSupport.stream(group.spliterator(), false));
    }
}
