package gateway.processors.click;

import gateway.processors.Inquiry.Finding;
import gateway.processors.click.ClickMessage.FindByName;
import gateway.processors.click.ClickMessage.Reply;
import gateway.processors.click.ClickMessage.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What Click has under a name of ours. It finds a payment by name only together with the day on which it was made, so
 * that a name begins with a day. That day is told by Click's clock, which may be minutes behind ours or ahead of it: a
 * name that is given just after midnight begins with the day before, and just before midnight tomorrow is asked about.
 */
@Component
class ClickBooks {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int DAY_LENGTH = 8;
    private static final Duration APART = Duration.ofMinutes(5);

    private final ClickClient client;
    private final Clock clock;

    ClickBooks(ClickClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** For a payment that is made now. */
    String name(UUID id) {
        return DAY.format(day(clock.instant().minus(APART))) + "-" + id;
    }

    /** A payment on the day of its name, or on one of so many days after. */
    Mono<Finding> find(String name, int daysAfter) {
        var day = LocalDate.parse(name.substring(0, DAY_LENGTH), DAY);
        var last = day.plusDays(daysAfter);
        var newest = day(clock.instant().plus(APART));
        return find(name, day, last.isAfter(newest) ? newest : last);
    }

    Mono<Finding> look(long payment) {
        return client.ask(new Status(payment)).map(reply -> ClickAnswers.standing(payment, reply));
    }

    private Mono<Finding> find(String name, LocalDate day, LocalDate last) {
        return find(name, day)
                .flatMap(found -> found instanceof Finding.NotFound && day.isBefore(last)
                        ? find(name, day.plusDays(1), last)
                        : Mono.just(found));
    }

    private Mono<Finding> find(String name, LocalDate day) {
        return client.ask(new FindByName(name, day)).flatMap(reply -> {
            var payment = ClickAnswers.numberOf(name, reply);
            if (payment.isPresent()) {
                return look(payment.getAsLong());
            }
            return Mono.just(reply instanceof Reply.Absent ? new Finding.NotFound() : ClickAnswers.unclear(reply));
        });
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(TASHKENT).toLocalDate();
    }
}
