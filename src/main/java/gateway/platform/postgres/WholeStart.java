package gateway.platform.postgres;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/**
 * Whoever gives this up while it is just being started, or asked for more, is heard when that is over: nothing is left
 * half made.
 */
final class WholeStart<T> extends Flux<T> {

    private final Publisher<? extends T> source;

    WholeStart(Publisher<? extends T> source) {
        this.source = source;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        var guard = new Guard<T>(actual);
        source.subscribe(guard);
        guard.leave();
    }

    /** Counts who is inside; the highest bit says that it was given up. Whoever is the last to leave passes that on. */
    private static final class Guard<T> extends AtomicInteger implements CoreSubscriber<T>, Subscription {

        private static final int GIVEN_UP = Integer.MIN_VALUE;
        private static final long serialVersionUID = 1;

        private final transient CoreSubscriber<? super T> actual;
        private transient volatile @Nullable Subscription source;

        Guard(CoreSubscriber<? super T> actual) {
            super(1);
            this.actual = actual;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            source = subscription;
            actual.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            if (getAndUpdate(inside -> inside < 0 ? inside : inside + 1) >= 0) {
                source().request(n);
                leave();
            }
        }

        @Override
        public void cancel() {
            if (getAndUpdate(inside -> inside | GIVEN_UP) == 0) {
                source().cancel();
            }
        }

        private void leave() {
            if (decrementAndGet() == GIVEN_UP) {
                source().cancel();
            }
        }

        // There is one: it came before anybody could ask for more or give up.
        private Subscription source() {
            return Objects.requireNonNull(source);
        }

        @Override
        public void onNext(T value) {
            actual.onNext(value);
        }

        @Override
        public void onError(Throwable failure) {
            actual.onError(failure);
        }

        @Override
        public void onComplete() {
            actual.onComplete();
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }
    }
}
