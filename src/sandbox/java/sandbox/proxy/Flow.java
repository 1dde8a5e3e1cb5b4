package sandbox.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One direction of a passage: what comes from one end goes to the other, unless a mishap meets it. */
final class Flow {

    private static final int DISTURBED_PIECES = 20;
    private static final int LONGEST_SEGMENT = 7;
    private static final int MOST_HELD = 64;
    private static final int TOP_BIT = 0x80;
    private static final long SHORTEST_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_DELAY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_JITTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Passage passage;
    private final SocketChannel from;
    private final SocketChannel to;
    private final Function<BadWeather, Map<Mishap, Integer>> weights;
    private final RandomGenerator random;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private BadWeather weather = BadWeather.NONE;
    private @Nullable Mishap next;
    private long untilNext;
    private int jitters;
    private int cuts;
    private long due = System.nanoTime();
    private boolean finished;

    /** @param weights which mishaps meet this direction in a weather */
    Flow(
            Passage passage,
            SocketChannel from,
            SocketChannel to,
            Function<BadWeather, Map<Mishap, Integer>> weights,
            RandomGenerator random) {
        this.passage = passage;
        this.from = from;
        this.to = to;
        this.weights = weights;
        this.random = random;
    }

    /** @param bytes empty for the end */
    private record Held(ByteBuf bytes, long due) {}

    /** @param opposite what flows to where this one comes from */
    ChannelInboundHandlerAdapter reader(Flow opposite) {
        return new Reader(opposite);
    }

    private void pass(ByteBuf chunk) {
        while (chunk.isReadable() && !finished && !passage.isDeaf()) {
            foresee();
            int ready = chunk.readableBytes();
            if (next == null || untilNext >= ready) {
                untilNext -= ready;
                deliver(chunk.readRetainedSlice(ready));
            } else {
                deliver(chunk.readRetainedSlice((int) untilNext));
                strike(next, chunk);
                next = null;
            }
        }
        relieve();
    }

    private void foresee() {
        var now = passage.weather();
        if (!now.equals(weather)) {
            weather = now;
            next = null;
        }
        var possible = weights.apply(now);
        if (next == null && !possible.isEmpty()) {
            next = BadWeather.draw(possible, random);
            untilNext = now.gap(random);
        }
    }

    private void strike(Mishap mishap, ByteBuf rest) {
        passage.count(mishap);
        switch (mishap) {
            case DELAY -> later(random.nextLong(SHORTEST_DELAY_NANOS, LONGEST_DELAY_NANOS));
            case JITTER -> jitters = DISTURBED_PIECES;
            case CUT_UP -> cuts = DISTURBED_PIECES;
            case FLIPPED_BYTE -> deliver(Unpooled.buffer(1).writeByte(rest.readByte() ^ TOP_BIT));
            case HALF_CLOSE -> end();
            case RESET -> passage.reset();
            case BLACK_HOLE -> passage.swallow();
            case REFUSED -> throw new IllegalStateException("Too late to refuse");
        }
    }

    private void later(long nanos) {
        due = Math.max(due, System.nanoTime()) + nanos;
    }

    private void deliver(ByteBuf bytes) {
        if (!bytes.isReadable()) {
            bytes.release();
            return;
        }
        if (jitters > 0) {
            jitters--;
            later(random.nextLong(LONGEST_JITTER_NANOS));
        }
        if (cuts > 0) {
            cuts--;
            while (bytes.readableBytes() > LONGEST_SEGMENT) {
                write(bytes.readRetainedSlice(1 + random.nextInt(LONGEST_SEGMENT)));
            }
        }
        write(bytes);
    }

    private void write(ByteBuf bytes) {
        if (held.isEmpty() && due - System.nanoTime() <= 0) {
            send(bytes);
        } else {
            held.add(new Held(bytes, due));
            if (held.size() == 1) {
                wake();
            }
        }
    }

    private void send(ByteBuf bytes) {
        if (bytes.isReadable()) {
            to.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            to.shutdownOutput().addListener(_ -> passage.ended());
        }
    }

    private void wake() {
        var first = held.peek();
        if (first != null) {
            var _ = to.eventLoop().schedule(this::drain, first.due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void drain() {
        for (var first = held.peek(); first != null && first.due - System.nanoTime() <= 0; first = held.peek()) {
            held.remove();
            send(first.bytes);
        }
        wake();
        relieve();
    }

    // What cannot be passed on is left to the sender's kernel, as a slow network would.
    private void relieve() {
        from.config().setAutoRead(to.isWritable() && held.size() < MOST_HELD);
    }

    private void end() {
        if (!finished) {
            finished = true;
            write(Unpooled.EMPTY_BUFFER);
        }
    }

    private void drop() {
        held.forEach(it -> it.bytes.release());
        held.clear();
    }

    /** Reads what this flow carries, and hears when the opposite one may go on. */
    private final class Reader extends ChannelInboundHandlerAdapter {

        private final Flow opposite;

        Reader(Flow opposite) {
            this.opposite = opposite;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var chunk = (ByteBuf) message;
            try {
                pass(chunk);
            } finally {
                chunk.release();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                if (passage.isDeaf()) {
                    passage.reset();
                } else {
                    end();
                }
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            opposite.relieve();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            drop();
            opposite.drop();
            // After an orderly end both are closed already.
            passage.reset();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            passage.reset();
        }
    }
}
