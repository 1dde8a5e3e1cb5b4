package gateway.notifications.sms;

import gateway.customers.Phone;
import gateway.notifications.Carried;
import gateway.notifications.Carrier;
import gateway.notifications.Channel;
import gateway.notifications.Letter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Carries messages as SMS, through whichever provider takes them. */
@Component
class SmsCarrier implements Carrier {

    private final SmsLines lines;

    SmsCarrier(SmsLines lines) {
        this.lines = lines;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean isThere() {
        return lines.isThere();
    }

    @Override
    public Mono<Carried> carry(Letter letter) {
        var sms = new Sms(
                letter.id(), new Phone(letter.to().phone()), letter.words().text());
        return lines.send(sms).map(this::carried);
    }

    private Carried carried(SmsAnswer answer) {
        return switch (answer) {
            case SmsAnswer.Taken it -> new Carried.Taken(it.provider(), it.id(), lines.askable(it.provider()));
            case SmsAnswer.Refused it -> new Carried.Refused(it.provider() + ": " + it.why());
            case SmsAnswer.Failed it -> new Carried.Later(it.provider() + ": " + it.why(), null);
        };
    }
}
