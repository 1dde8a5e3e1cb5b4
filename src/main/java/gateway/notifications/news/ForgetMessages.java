package gateway.notifications.news;

import gateway.notifications.NotificationDatabase;
import gateway.platform.postgres.StepwiseDelete;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes messages whose time is over, in steps too small to be felt. */
@Component
class ForgetMessages {

    private static final Duration TURN = Duration.ofSeconds(4);

    /** Longer than anything is news. */
    private static final Duration TRIED = Duration.ofDays(2);

    private final StepwiseDelete delete;
    private final NewsSettings settings;

    ForgetMessages(NotificationDatabase own, Clock clock, NewsSettings settings) {
        this.delete = new StepwiseDelete(own.client(), clock, TURN);
        this.settings = settings;
    }

    Mono<Void> run() {
        return delete.olderThan(TRIED, "notifications.pushed", "at < :before")
                .then(delete.olderThan(settings.keep(), "notifications.message", "since < :before"));
    }
}
