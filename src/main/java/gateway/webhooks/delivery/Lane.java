package gateway.webhooks.delivery;

import gateway.webhooks.delivery.Said.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * How much one endpoint may have on its way from this node. It begins with little, gains with every success and loses
 * half with everything that held its place for long, so that a dead endpoint soon holds one place and no more. After
 * many failures in a row nothing is sent for a while, and then one attempt finds out. An endpoint that does well, and
 * quickly, has as much again in stock, so that a place that becomes free is taken at once. Not shared between threads.
 */
final class Lane {

    static final int START = 4;

    /** Longer than anybody may want to be left alone. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** A connection that is refused or breaks at once costs others no more than a quick error. */
    private static final Duration LONG = Duration.ofSeconds(1);

    private final DeliverySettings settings;
    private final ArrayDeque<Ready> stock = new ArrayDeque<>();
    private int window;
    private int onTheirWay;
    private int failures;
    private boolean slow;
    private Duration pause;
    private Instant closedUntil = Instant.MIN;
    private Instant lastSettled = Instant.EPOCH;

    Lane(DeliverySettings settings) {
        this.settings = settings;
        this.window = Math.min(START, settings.perEndpoint());
        this.pause = settings.breakFor();
    }

    /** How much more may be taken for it. */
    int room(Instant now) {
        return isClosed(now) ? 0 : Math.max(0, window + ahead() - onTheirWay - stock.size());
    }

    // A round through the database is nothing beside an answer that takes long, and what waits here takes others' room.
    private int ahead() {
        return window > START && !slow ? window : 0;
    }

    int onTheirWay() {
        return onTheirWay;
    }

    void add(Ready taken) {
        stock.add(taken);
    }

    int stocked() {
        return stock.size();
    }

    /** What of the stock is to be sent now. What has waited for too long is given up to whoever takes it next. */
    List<Ready> begin(Instant now, int most) {
        stock.removeIf(it -> !now.isBefore(it.beginBefore()));
        var begun = new ArrayList<Ready>();
        while (!stock.isEmpty() && begun.size() < most && onTheirWay < window && !isClosed(now)) {
            begun.add(stock.remove());
            onTheirWay++;
        }
        return begun;
    }

    void settled(Said said, Duration held, Instant now) {
        onTheirWay--;
        lastSettled = now;
        slow = held.compareTo(LONG) >= 0;
        switch (said) {
            case Answered it when it.isYes() -> succeeded();
            case Answered it -> {
                failed(it.wantsLess() ? window / 2 : window - 1, now);
                leaveAlone(it, now);
            }
            case Said.Silent _ -> failed(held.compareTo(LONG) < 0 ? window - 1 : window / 2, now);
        }
    }

    /** Whether nothing was sent for a while and a new lane would be no worse. */
    boolean isForgettable(Instant now) {
        return onTheirWay == 0
                && stock.isEmpty()
                && failures == 0
                && window >= Math.min(START, settings.perEndpoint())
                && now.isAfter(lastSettled.plus(REMEMBERED));
    }

    private void succeeded() {
        failures = 0;
        pause = settings.breakFor();
        window = Math.min(settings.perEndpoint(), window + 1);
    }

    private void failed(int left, Instant now) {
        failures++;
        window = Math.max(1, left);
        if (failures >= settings.breakAfter()) {
            window = 1;
            close(now.plus(pause));
            pause = pause.multipliedBy(2).compareTo(settings.breakAtMost()) > 0
                    ? settings.breakAtMost()
                    : pause.multipliedBy(2);
        }
    }

    private void leaveAlone(Answered answered, Instant now) {
        var wanted = answered.retryAfter();
        if (wanted != null) {
            close(now.plus(wanted.compareTo(settings.breakAtMost()) > 0 ? settings.breakAtMost() : wanted));
        }
    }

    private boolean isClosed(Instant now) {
        return now.isBefore(closedUntil);
    }

    private void close(Instant until) {
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }
}
