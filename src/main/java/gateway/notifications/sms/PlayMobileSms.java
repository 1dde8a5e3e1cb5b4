package gateway.notifications.sms;

import gateway.notifications.wire.CarrierJson;
import gateway.notifications.wire.CarrierLinks;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** SMS through PlayMobile (send.smsxabar.uz): one JSON document per message, under a name that we give it. */
@Component
class PlayMobileSms implements SmsProvider {

    private final PlayMobileSettings settings;
    private final CarrierLinks links;
    private final WebClient client;

    PlayMobileSms(PlayMobileSettings settings, CarrierLinks links) {
        this.settings = settings;
        this.links = links;
        this.client = links.to(settings.url());
    }

    @Override
    public String name() {
        return PlayMobileAnswers.NAME;
    }

    @Override
    public boolean isThere() {
        return !settings.password().isEmpty();
    }

    @Override
    public Mono<SmsAnswer> send(Sms sms) {
        var id = sms.id().toString();
        return links.ask(client.post()
                        .uri("/broker-api/send")
                        .headers(headers -> headers.setBasicAuth(settings.username(), settings.password()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(document(sms, id)))
                .map(heard -> PlayMobileAnswers.sent(heard, id));
    }

    private byte[] document(Sms sms, String id) {
        var document = CarrierJson.object();
        var message = document.putArray("messages").addObject();
        message.put("recipient", sms.phone().digits());
        message.put("message-id", id);
        var body = message.putObject("sms");
        body.put("originator", settings.originator());
        body.putObject("content").put("text", sms.text());
        return CarrierJson.write(document);
    }
}
