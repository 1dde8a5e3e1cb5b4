package gateway.platform.postgres;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Whoever gives this up while it is just being started, or asked for more, is heard when that is over: nothing is left
 * half made. Whoever gave it up before it starts is heard before anything is made.
 */
final class WholeStart<T> extends Flux<T> {

    private final Publisher<? extends T> source;
    private final Starts starts;

    WholeStart(Publisher<? extends T> source, Starts starts) {
        this.source = source;
        this.starts = starts;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        var guard = new Guard<T>(actual, starts);
        starts.enter();
        try {
            actual.onSubscribe(guard);
            if (!guard.givenUp) {
                source.subscribe(guard);
            }
        } finally {
            starts.leave();
        }
    }

    /** What it is asked for before the source answers waits for that. */
    private static final class Guard<T> extends Operators.DeferredSubscription implements CoreSubscriber<T> {

        private final CoreSubscriber<? super T> actual;
        private final Starts starts;
        private volatile boolean givenUp;

        Guard(CoreSubscriber<? super T> actual, Starts starts) {
            this.actual = actual;
            this.starts = starts;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            set(subscription);
        }

        @Override
        public void request(long n) {
            starts.enter();
            try {
                if (!givenUp) {
                    super.request(n);
                }
            } finally {
                starts.leave();
            }
        }

        @Override
        public void cancel() {
            givenUp = true;
            starts.whenNobodyIsInside(super::cancel);
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
