package gateway.notifications;

import static gateway.notifications.NotificationRig.CUSTOMER;
import static gateway.notifications.NotificationRig.PATIENCE;
import static gateway.notifications.NotificationRig.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.Phone;
import gateway.notifications.messages.Fates;
import gateway.sessions.CodeMessage;
import gateway.sessions.CodeMessenger;
import gateway.shared.ids.ChallengeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sandbox.embedded.LiveBooks;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.push.FcmHost.Push;
import sandbox.sms.Inbox.Message;

/** What must arrive is tried again where the first yes is not enough. */
class ToldForSureModuleTest {

    private final NotificationRig rig = new NotificationRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private List<String> pushed() {
        return rig.fcm.pushes().stream().map(Push::token).toList();
    }

    /** The one that can be reached may be the thief's. */
    @Test
    void ofANewDeviceEveryOtherIsToldOnceAsSoonAsItCanBeReached() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "owner");
        rig.register(node, CUSTOMER, 2, "thief");
        rig.fcm.reach("owner", false);

        rig.newDevice("Pixel 9");
        rig.awaitCount("channel = 'push' and state = 'waiting' and why = 'UNAVAILABLE' and attempts > 2", 1);
        assertThat(pushed()).containsExactly("thief");
        rig.fcm.reach("owner", true);

        rig.awaitCount("channel = 'push' and state = 'taken'", 1);
        assertThat(pushed()).containsExactly("thief", "owner");
    }

    @Test
    void aDeviceThatIsGoneMeanwhileIsNotWaitedFor() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "owner");
        rig.register(node, CUSTOMER, 2, "thief");
        rig.fcm.reach("owner", false);
        rig.newDevice("Pixel 9");
        rig.awaitCount("channel = 'push' and state = 'waiting' and attempts > 1", 1);

        rig.sql("delete from notifications.push_token where token = 'owner'");

        rig.awaitCount("channel = 'push' and state = 'taken'", 1);
        assertThat(pushed()).containsExactly("thief");
    }

    @Test
    void ofAPaymentOneDeviceIsEnough() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "away");
        rig.register(node, CUSTOMER, 2, "here");
        rig.fcm.reach("away", false);

        rig.announce(CUSTOMER, "payment.completed", "{\"amount\":{\"value\":\"10.00\",\"currency\":\"UZS\"}}");

        rig.awaitCount("channel = 'push' and state = 'taken' and attempts = 1", 1);
        assertThat(pushed()).containsExactly("here");
    }

    /** Whichever node hears of it, and however often. */
    @Test
    void aCodeThatTheFirstProviderCouldNotDeliverIsToldByTheSecondOnce() {
        rig.eskiz.faults().set(new Plan(1, Map.of(Fault.CONFLICTING_ANSWER, 1.0), Map.of()));
        var told = rig.node();
        var heard = rig.node();
        var id = new ChallengeId(UUID.fromString("01900000-0000-7000-8000-000000000009"));
        var code = new CodeMessage(
                id, new Phone(PHONE), "Code A2B3C4", Instant.now().plusSeconds(600));
        told.bean(CodeMessenger.class).tell(code).block(PATIENCE);
        rig.awaitCount("kind = 'code' and state = 'taken' and provider = 'eskiz'", 1);
        assertThat(rig.arrived()).isEmpty();

        assertThat(undelivered(heard, id)).isTrue();
        rig.awaitCount("kind = 'code' and state = 'taken' and provider = 'playmobile' and attempts = 2", 1);

        assertThat(undelivered(heard, id)).as("that it was not Eskiz is known").isFalse();
        assertThat(rig.arrived()).extracting(Message::from).containsExactly("3700");
        assertThat(rig.count("parameters like '%A2B3C4%' or why like '%A2B3C4%'"))
                .isZero();
    }

    private static Boolean undelivered(LiveBooks node, ChallengeId id) {
        return node.bean(Fates.class)
                .learn(id.value(), "eskiz", SmsFate.NOT_DELIVERED, Instant.now())
                .block(PATIENCE);
    }
}
