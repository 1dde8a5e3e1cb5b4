package gateway.notifications.sms;

import static gateway.notifications.sms.Smses.PHONE;
import static gateway.notifications.sms.Smses.playMobile;
import static gateway.notifications.sms.Smses.sms;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.Phone;
import gateway.notifications.sms.SmsAnswer.Failed;
import gateway.notifications.sms.SmsAnswer.Refused;
import gateway.notifications.sms.SmsAnswer.Taken;
import gateway.notifications.wire.Heard;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.sms.Inbox;
import sandbox.sms.PlayMobileProvider;

class PlayMobileSmsTest {

    private final Inbox inbox = Inbox.inMemory();
    private final PlayMobileProvider provider = new PlayMobileProvider(0, inbox);

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void sendsTheTextUnderOurName() {
        var sms = sms("Kod A2B3C4 & \"привет\"");

        StepVerifier.create(playMobile(provider.port(), "right").send(sms))
                .expectNext(new Taken("playmobile", sms.id().toString()))
                .verifyComplete();

        var arrived = inbox.of(PHONE.digits()).getFirst();
        assertThat(arrived.text()).isEqualTo("Kod A2B3C4 & \"привет\"");
        assertThat(arrived.from()).isEqualTo("3700");
    }

    @Test
    void aWrongPasswordIsAFailure() {
        StepVerifier.create(playMobile(provider.port(), "wrong").send(sms("text")))
                .expectNext(new Failed("playmobile", "status 401"))
                .verifyComplete();
    }

    @Test
    void aLockedAccountIsAboutUsAndABadNumberIsAboutTheMessage() {
        provider.faults().set(new Plan(1, Map.of(Fault.DECLINE_FUNDS, 1.0), Map.of()));
        var client = playMobile(provider.port(), "right");

        StepVerifier.create(client.send(sms("text")))
                .expectNext(new Failed("playmobile", "account locked"))
                .verifyComplete();
        StepVerifier.create(client.send(new Sms(sms("").id(), new Phone("441234567890"), "text")))
                .expectNext(new Refused("playmobile", "recipient"))
                .verifyComplete();
    }

    @ParameterizedTest
    @CsvSource({"101,internal error", "102,syntax", "104,empty channel", "204,originator", "999,error 999"})
    void everyOtherErrorIsAboutUs(String code, String why) {
        var body = "{\"error-code\":" + code + ",\"error-description\":\"Code A2B3C4 to 998901234567\"}";

        assertThat(PlayMobileAnswers.sent(new Heard(400, null, body.getBytes(StandardCharsets.UTF_8)), "id"))
                .isEqualTo(new Failed("playmobile", why));
    }
}
