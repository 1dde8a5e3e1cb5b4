package gateway.notifications;

import static gateway.notifications.NotificationRig.CUSTOMER;
import static gateway.notifications.NotificationRig.OTHER;
import static gateway.notifications.NotificationRig.PATIENCE;
import static gateway.notifications.NotificationRig.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gateway.notifications.messages.MessageLog;
import gateway.notifications.wishes.Choices;
import gateway.notifications.wishes.Choices.Wish;
import gateway.notifications.wishes.PushTokens;
import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.RevocationListener;
import gateway.shared.ids.CustomerId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sandbox.embedded.LiveBooks;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import sandbox.sms.Inbox.Message;

/** Notifications from the outbox to phones, over sockets. */
class NotificationsModuleTest {

    private static final String PAID = """
            {"id":"pay_1","status":"completed","amount":{"value":"10.00","currency":"UZS"},
             "source":{"type":"card","masked":"860049******0000"},"destination":{"type":"merchant","name":"Korzinka"}}
            """;

    private final NotificationRig rig = new NotificationRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static Plan always(Fault fault) {
        return new Plan(1, Map.of(fault, 1.0), Map.of());
    }

    private List<String> senders() {
        return rig.arrived().stream().map(Message::from).toList();
    }

    private static void choose(LiveBooks node, Kind kind, Channel channel, boolean wanted) {
        node.bean(Choices.class)
                .choose(CUSTOMER, List.of(new Wish(kind, channel, wanted)))
                .block(PATIENCE);
    }

    @Test
    void aNewDeviceIsToldBySmsAndPushInTheCustomersLanguage() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "token-1");

        rig.newDevice("Pixel 9");
        rig.awaitSms(1);
        rig.awaitPushes(1);

        assertThat(rig.arrived().getFirst().text())
                .isEqualTo("Oqim: sign-in from a new device: Pixel 9. If it was not you, call the bank at once.");
        assertThat(rig.titles()).containsExactly("Sign-in from a new device");
        rig.awaitCount("state = 'taken'", 2);
        assertThat(rig.count("parameters like '%Oqim%'"))
                .as("texts are kept nowhere")
                .isZero();
    }

    @Test
    void theSameEventIsToldOnceHoweverOftenTheOutboxIsRead() {
        rig.node();
        rig.newDevice("Pixel 9");
        rig.awaitCount("state = 'taken'", 1);

        rig.sql("update notifications.reader set read_until = read_until - interval '1 hour'");
        rig.node();
        rig.awaitRead();

        assertThat(rig.arrived()).hasSize(1);
        assertThat(rig.count("true")).isEqualTo(1);
    }

    @Test
    void theSecondProviderTellsWhenTheFirstIsDown() {
        rig.eskiz.close();
        rig.node();

        rig.newDevice("Pixel 9");
        rig.awaitSms(1);

        assertThat(senders()).containsExactly("3700");
        rig.awaitCount("state = 'taken' and provider = 'playmobile' and attempts = 1", 1);
    }

    @Test
    void withBothAwayItWaitsAndIsToldLaterOrExpires() {
        rig.eskiz.faults().set(always(Fault.DECLINE_FUNDS));
        rig.playMobile.faults().set(always(Fault.DECLINE_FUNDS));
        rig.node("gateway.notifications.sms.open-time=200ms");
        rig.newDevice("Pixel 9");
        rig.awaitCount("state = 'waiting' and attempts > 2 and why = 'playmobile: account locked'", 1);

        rig.playMobile.faults().set(Plan.NONE);
        rig.awaitCount("state = 'taken'", 1);
        rig.playMobile.faults().set(always(Fault.DECLINE_FUNDS));
        rig.newDevice("Pixel 10");
        rig.awaitCount("state = 'waiting' and attempts > 1", 1);
        rig.sql("update notifications.message set until = clock_timestamp() where state = 'waiting'");

        rig.awaitCount("state = 'expired'", 1);
        assertThat(senders()).containsExactly("3700");
    }

    @Test
    void whoeverDiesBetweenSendingAndMarkingMakesItArriveAgain() {
        rig.eskiz.faults().set(always(Fault.DELAY));
        var first = rig.node("gateway.notifications.delivery.lease=3s");
        rig.newDevice("Pixel 9");
        rig.awaitSms(1);
        rig.stop(first);
        assertThat(rig.count("state = 'waiting'")).as("it was not marked").isEqualTo(1);

        rig.eskiz.faults().set(Plan.NONE);
        rig.node("gateway.notifications.delivery.lease=3s");
        rig.awaitCount("state = 'taken' and attempts = 2", 1);

        assertThat(rig.arrived()).hasSize(2);
        assertThat(rig.arrived().stream().map(Message::text).distinct()).hasSize(1);
    }

    @Test
    void whatCanWaitIsNotToldInQuietHours() {
        var now = LocalTime.now(QuietHours.TASHKENT).truncatedTo(ChronoUnit.SECONDS);
        var quiet = rig.node(
                "gateway.notifications.quiet.from=" + now.minusHours(1),
                "gateway.notifications.quiet.until=" + now.plusHours(1));
        rig.register(quiet, CUSTOMER, 1, "token-1");

        rig.announce(CUSTOMER, "refund.refunded", "{\"amount\":{\"value\":\"7.00\",\"currency\":\"UZS\"}}");
        rig.announce(CUSTOMER, "payment.completed", PAID);
        rig.awaitPushes(1);
        assertThat(rig.titles()).containsExactly("Payment completed");
        rig.awaitCount("kind = 'refund.refunded' and state = 'waiting' and attempts = 0", 1);

        rig.stop(quiet);
        rig.node();
        rig.awaitPushes(2);
        assertThat(rig.titles()).containsExactly("Payment completed", "Money given back");
    }

    @Test
    void whoeverHasEnoughOfItIsNotToldWhatWaitsForTheMorning() {
        var now = LocalTime.now(QuietHours.TASHKENT).truncatedTo(ChronoUnit.SECONDS);
        var quiet = rig.node(
                "gateway.notifications.quiet.from=" + now.minusHours(1),
                "gateway.notifications.quiet.until=" + now.plusHours(1));
        rig.register(quiet, CUSTOMER, 1, "token-1");
        rig.announce(CUSTOMER, "refund.refunded", "{\"amount\":{\"value\":\"7.00\",\"currency\":\"UZS\"}}");
        rig.awaitCount("kind = 'refund.refunded' and state = 'waiting'", 1);

        choose(quiet, Kind.REFUND_REFUNDED, Channel.PUSH, false);
        rig.stop(quiet);
        rig.node();
        rig.announce(CUSTOMER, "payment.completed", PAID);
        rig.awaitPushes(1);

        assertThat(rig.titles()).containsExactly("Payment completed");
        assertThat(rig.count("state = 'suppressed' and why = 'no longer wanted'"))
                .isEqualTo(1);
    }

    @Test
    void whoHasEnoughOfOneThingIsToldTheOthers() {
        var now = LocalTime.now(QuietHours.TASHKENT).truncatedTo(ChronoUnit.SECONDS);
        var quiet = rig.node(
                "gateway.notifications.quiet.from=" + now.minusHours(1),
                "gateway.notifications.quiet.until=" + now.plusHours(1));
        rig.register(quiet, CUSTOMER, 1, "token-1");
        rig.register(quiet, OTHER, 1, "others");
        for (var event : List.of("refund.refunded", "remittance.credited")) {
            rig.announce(CUSTOMER, event, "{\"amount\":{\"value\":\"7.00\",\"currency\":\"UZS\"}}");
            rig.announce(OTHER, event, "{\"amount\":{\"value\":\"7.00\",\"currency\":\"UZS\"}}");
        }
        rig.awaitCount("state = 'waiting'", 4);

        choose(quiet, Kind.REFUND_REFUNDED, Channel.PUSH, false);

        assertThat(rig.count("state = 'waiting'")).isEqualTo(3);
        assertThat(rig.count("state = 'suppressed' and kind = 'refund.refunded' and customer = '%s'"
                        .formatted(CUSTOMER.value())))
                .isEqualTo(1);
    }

    /** Both live in one shard: what somebody wants, and how much they were told, is theirs. */
    @Test
    void whatANeighbourWantsAndWasToldConcernsNobodyElse() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "token-1");
        rig.register(node, OTHER, 1, "others");
        var wish = new Wish(Kind.PAYMENT_COMPLETED, Channel.PUSH, false);
        node.bean(Choices.class).choose(OTHER, List.of(wish)).block(PATIENCE);
        for (int i = 0; i < Kind.DEVICE_NEW.perHour(); i++) {
            rig.announce(OTHER, "device.new", "{\"device\":\"Pixel 9\"}");
        }
        var others = "customer = '%s' and state = 'taken'".formatted(OTHER.value());
        rig.awaitCount(others, 2L * Kind.DEVICE_NEW.perHour());

        rig.newDevice("Pixel 9");
        rig.announce(CUSTOMER, "payment.completed", PAID);
        rig.announce(OTHER, "payment.completed", PAID);
        rig.awaitRead();

        rig.awaitCount("customer = '%s' and state = 'taken'".formatted(CUSTOMER.value()), 3);
        assertThat(rig.count("state = 'suppressed'")).isZero();
        assertThat(rig.count(others)).isEqualTo(2L * Kind.DEVICE_NEW.perHour());
    }

    @Test
    void whatCannotBeWrittenIsTriedAgainAndExpires() {
        rig.node("gateway.notifications.delivery.lease=200ms");
        rig.announce(NotificationRig.SPEECHLESS, "device.new", "{\"device\":\"Pixel 9\"}");

        rig.awaitCount("state = 'waiting' and attempts > 1", 1);
        rig.sql("update notifications.message set until = clock_timestamp()");

        rig.awaitCount("state = 'expired' and why = 'no longer news'", 1);
        assertThat(rig.arrived()).isEmpty();
    }

    /** A question to which no answer comes holds its lease and no other message. */
    @Test
    void whoeverIsNotAnsweredHoldsUpNobodyForLong() {
        rig.node("gateway.notifications.delivery.lease=1s");
        rig.announce(NotificationRig.UNANSWERED, "device.new", "{\"device\":\"Pixel 9\"}");
        rig.awaitCount("attempts > 0", 1);

        rig.newDevice("Pixel 10");

        rig.awaitSms(1);
    }

    @Test
    void whoIsSignedOutIsToldNothingMoreThere() {
        var node = rig.node();
        List.of(1, 2, 3, 4).forEach(device -> rig.register(node, CUSTOMER, device, "token-" + device));
        rig.register(node, OTHER, 1, "others");

        signedOut(node, Scope.SESSION, caller(CUSTOMER, 1).session().toString());
        await().atMost(PATIENCE).until(() -> tokens(node).size() == 3);
        signedOut(node, Scope.DEVICE, caller(CUSTOMER, 2).device().toString());
        await().atMost(PATIENCE).until(() -> tokens(node).equals(List.of("token-3", "token-4")));
        signedOut(node, Scope.CUSTOMER, CUSTOMER.toString());
        await().atMost(PATIENCE).until(() -> tokens(node).isEmpty());

        assertThat(tokens(node, OTHER)).containsExactly("others");
    }

    /** Its revocation reached nobody, or there was none: the session is over all the same. */
    @Test
    void whoseSessionIsOverIsToldNothingMoreThere() {
        var node = rig.node();
        List.of(98, 99).forEach(device -> rig.register(node, CUSTOMER, device, "over-" + device));

        NotificationRig.OVER.add(caller(CUSTOMER, 98).session());

        await().atMost(PATIENCE).until(() -> tokens(node).equals(List.of("over-99")));
    }

    private static void signedOut(LiveBooks node, Scope scope, String id) {
        var revocation = new Revocation(new Subject(scope, id), 1, "signed out", Instant.EPOCH, Instant.EPOCH);
        node.bean(RevocationListener.class).revoked(revocation);
    }

    @Test
    void moneySentAbroadIsToldWhenItComesBack() {
        rig.node();

        rig.announce(CUSTOMER, "remittance.given_back", """
                {"sums":{"receive":{"value":"5.00","currency":"USD"}},"beneficiary":{"name":"John Smith"},
                 "back":{"amount":{"value":"60000.00","currency":"UZS"},"why":"returned"}}
                """);
        rig.awaitSms(1);

        assertThat(rig.arrived().getFirst().text())
                .isEqualTo("Oqim: the transfer did not arrive, 60000.00 UZS came back to you. John Smith");
    }

    @Test
    void customersChooseButCannotSwitchOffWhatWarnsThem() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "token-1");
        choose(node, Kind.PAYMENT_COMPLETED, Channel.PUSH, false);
        choose(node, Kind.PAYMENT_COMPLETED, Channel.SMS, true);

        rig.announce(CUSTOMER, "payment.completed", PAID);
        rig.awaitSms(1);
        rig.awaitRead();

        assertThat(rig.arrived().getFirst().text()).isEqualTo("Oqim: 10.00 UZS paid. Korzinka");
        assertThat(rig.fcm.pushes()).isEmpty();
        assertThatThrownBy(() -> choose(node, Kind.DEVICE_NEW, Channel.SMS, false))
                .hasMessageContaining("somebody else");
        assertThatThrownBy(() -> choose(node, Kind.DEVICE_NEW, Channel.EMAIL, true))
                .hasMessageContaining("Nobody carries it");
        assertThat(node.bean(Choices.class).of(CUSTOMER).block(PATIENCE)).hasSize(2 * Kind.values().length);
    }

    @Test
    void nobodyGetsMoreThanSoManyInAnHour() {
        rig.node();
        for (int i = 0; i < 25; i++) {
            rig.newDevice("Phone " + i);
        }
        rig.awaitCount("state = 'taken'", 20);
        rig.newDevice("One more");

        rig.awaitCount("state = 'suppressed' and why = 'too many in an hour'", 6);
        assertThat(rig.count("state = 'taken'")).isEqualTo(20);
        rig.sql("update notifications.message set since = since - interval '61 minutes'");
        rig.newDevice("An hour later");
        rig.awaitCount("state = 'taken'", 21);
    }

    @Test
    void aDeviceWithoutTheAppIsForgottenAndTheOthersAreTold() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "gone-1");
        rig.register(node, CUSTOMER, 2, "bad-2");
        rig.register(node, CUSTOMER, 3, "token-3");

        rig.announce(CUSTOMER, "payment.completed", PAID);
        rig.awaitPushes(1);

        assertThat(rig.fcm.pushes().getFirst().token()).isEqualTo("token-3");
        await().atMost(PATIENCE).until(() -> tokens(node).equals(List.of("token-3")));
    }

    private static List<String> tokens(LiveBooks node) {
        return tokens(node, CUSTOMER);
    }

    private static List<String> tokens(LiveBooks node, CustomerId customer) {
        return node.bean(PushTokens.class)
                .of(customer)
                .map(PushTokens.Address::token)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    @Test
    void googleIsLeftAloneForAsLongAsItWants() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "token-1");
        rig.fcm.faults().set(always(Fault.DECLINE_FUNDS));
        rig.announce(CUSTOMER, "payment.completed", PAID);
        rig.awaitCount("state = 'waiting' and why = 'QUOTA_EXCEEDED'", 1);
        rig.fcm.faults().set(Plan.NONE);

        rig.announce(CUSTOMER, "payment.declined", PAID);
        rig.awaitPushes(2);

        assertThat(rig.fcm.oddities()).as("asked too soon").isEmpty();
    }

    @Test
    void anAccessTokenServesManyAndIsRenewedWhenItIsNotAccepted() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "token-1");
        for (int i = 0; i < 5; i++) {
            rig.announce(CUSTOMER, "payment.completed", PAID);
        }
        rig.awaitPushes(5);
        assertThat(rig.fcm.grants()).isEqualTo(1);

        rig.fcm.forgetTokens();
        rig.announce(CUSTOMER, "payment.completed", PAID);
        rig.awaitPushes(6);

        assertThat(rig.fcm.grants()).isEqualTo(2);
        assertThat(rig.fcm.oddities()).isEmpty();
    }

    @Test
    void aPhoneTellsOnlyWhoIsSignedInThere() {
        var node = rig.node();
        rig.register(node, CUSTOMER, 1, "token-1");
        rig.register(node, OTHER, 1, "token-1");
        assertThat(tokens(node)).isEmpty();

        rig.register(node, CUSTOMER, 2, "token-2");
        signedOut(node, Scope.SESSION, caller(CUSTOMER, 2).session().toString());

        await().atMost(PATIENCE).until(() -> tokens(node).isEmpty());
    }

    @Test
    void theStaffSeesWhatBecameOfEverythingAndNoText() {
        var node = rig.node();
        rig.newDevice("Pixel 9");
        rig.awaitCount("state = 'taken'", 1);

        var seen = node.bean(MessageLog.class)
                .of(CUSTOMER, Instant.now().plusSeconds(60), 100)
                .single()
                .block(PATIENCE);

        assertThat(seen.kind()).isEqualTo("device.new");
        assertThat(seen.provider()).isEqualTo("eskiz");
        assertThat(seen.toString()).doesNotContain("Pixel", NotificationRig.PHONE);
    }

    @Test
    void eskizIsAskedWhatBecameOfAMessage() {
        var asking = new String[] {
            "gateway.notifications.delivery.ask-after=50ms", "gateway.notifications.delivery.ask-every=50ms"
        };
        rig.node(asking);
        rig.newDevice("Pixel 9");
        rig.awaitCount("state = 'delivered' and provider = 'eskiz'", 1);

        rig.eskiz.faults().set(always(Fault.CONFLICTING_ANSWER));
        rig.newDevice("Pixel 10");

        rig.awaitCount("state = 'failed'", 1);
        assertThat(rig.arrived()).hasSize(1);
    }

    @Test
    void anEventThatNamesNobodyWeKnowEndsThere() {
        rig.node();
        var nobody =
                new gateway.shared.ids.CustomerId(java.util.UUID.fromString("01900000-0000-7000-8000-00000000cc00"));

        rig.announce(nobody, "device.new", "{\"device\":\"Pixel 9\"}");

        rig.awaitCount("state = 'failed' and why = 'no such customer'", 1);
    }
}
