package gateway.webhooks;

import static gateway.webhooks.WebhookRig.OTHER;
import static gateway.webhooks.WebhookRig.SHOP;
import static gateway.webhooks.WebhookRig.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import gateway.webhooks.events.AppendEvent;
import gateway.webhooks.events.EventLog;
import gateway.webhooks.partners.DeliveryLog;
import gateway.webhooks.partners.Endpoints;
import gateway.webhooks.partners.ProposePartnerActs;
import gateway.webhooks.signing.SigningKey.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;

/** Webhooks from the outbox to a partner's own book. */
class WebhooksModuleTest {

    private static final Map<Fault, Double> THIRTY_PERCENT_BAD = Map.of(
            Fault.DECLINE_FUNDS,
            0.15,
            Fault.RESET_NOT_DONE,
            0.05,
            Fault.RESET_DONE,
            0.05,
            Fault.SILENCE_DONE,
            0.02,
            Fault.SILENCE_NOT_DONE,
            0.03);

    private final WebhookRig rig = new WebhookRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void everyEventArrivesWhateverThePartnerAnswersAndWhoeverStops() {
        var first = rig.node();
        var partner = rig.partner(first, SHOP);
        rig.endpoint(first, partner, "shop", Kind.HMAC);
        rig.host.faults().set(new Plan(7, THIRTY_PERCENT_BAD, Map.of()));

        rig.announce(SHOP, 1, 100);
        rig.announce(OTHER, 1_001, 1_050);
        rig.awaitBook(40);
        rig.stop(first);
        assertThat(rig.book()).as("stopped in between").hasSizeLessThan(200);
        var second = rig.node();
        rig.node();
        rig.announce(SHOP, 101, 150);
        rig.awaitCount("select count(*) from webhooks.delivery where state = 'delivered'", 300);

        assertThatTheSetIsExactAndItsOrderProvable(150);
        assertThat(rig.host.oddities()).as("signatures").isEmpty();
        assertThat(get(second.bean(EventLog.class).after(partner, 0, 500)).bodies())
                .hasSize(300);
    }

    private void assertThatTheSetIsExactAndItsOrderProvable(int payments) {
        var book = rig.book();
        assertThat(book).hasSize(2 * payments);
        assertThat(book.values().stream().map(List::getFirst).map(BookEntry::amount))
                .as("numbers without a gap")
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 2L * payments).boxed().toList());
        var versions = new HashMap<String, Map<Integer, String>>();
        book.values().stream()
                .map(List::getFirst)
                .forEach(entry -> versions.computeIfAbsent(entry.facts().get("object"), _ -> new HashMap<>())
                        .put(
                                Integer.parseInt(entry.facts().get("version")),
                                entry.facts().get("type")));
        assertThat(versions)
                .hasSize(payments)
                .allSatisfy(
                        (_, told) -> assertThat(told).isEqualTo(Map.of(1, "payment.debiting", 2, "payment.completed")));
        assertThat(byObject(book.values()))
                .as("in the order of numbers, an object's versions only grow")
                .allSatisfy((_, numbers) -> assertThat(numbers).isSorted());
    }

    /** For each object, the numbers of its events in order of their versions. */
    private static Map<String, List<Long>> byObject(Collection<List<BookEntry>> book) {
        return book.stream()
                .map(List::getFirst)
                .sorted(java.util.Comparator.comparing(entry -> entry.facts().get("version")))
                .collect(Collectors.groupingBy(
                        entry -> entry.facts().get("object"),
                        Collectors.mapping(BookEntry::amount, Collectors.toList())));
    }

    @Test
    void aDeadPartnerHoldsNothingUp() {
        var node = rig.node();
        var partner = rig.partner(node, SHOP);
        rig.endpoint(node, partner, "dead/silent", Kind.HMAC);
        rig.endpoint(node, partner, "shop", Kind.ED25519);

        rig.announce(SHOP, 1, 150);
        rig.awaitBook(300);

        assertThat(rig.host.oddities()).isEmpty();
        assertThat(rig.host.asked().get("/hooks/dead/silent"))
                .as("places that it got")
                .isLessThan(12);
    }

    @Test
    void whatIsOnItsWayIsTakenByNobodyElse() {
        var node = rig.node("gateway.webhooks.delivery.timeout=20s");
        rig.node("gateway.webhooks.delivery.timeout=20s");
        var partner = rig.partner(node);
        var silent = rig.endpoint(node, partner, "dead/silent", Kind.HMAC);

        get(node.bean(Endpoints.class).test(partner, silent));

        await().during(Duration.ofSeconds(1))
                .atMost(WebhookRig.PATIENCE)
                .until(() -> rig.host.asked().getOrDefault("/hooks/dead/silent", 0L) == 1);
    }

    /** A node that was away for longer than its lease comes too late to have a say. */
    @Test
    void whatAnotherNodeHasWrittenDownMeanwhileStands() {
        var node = rig.node("gateway.webhooks.delivery.timeout=3s");
        var partner = rig.partner(node);
        var silent = rig.endpoint(node, partner, "dead/silent", Kind.HMAC);
        get(node.bean(Endpoints.class).test(partner, silent));
        await().atMost(WebhookRig.PATIENCE).until(() -> rig.host.asked().containsKey("/hooks/dead/silent"));

        rig.sql("update webhooks.delivery set state = 'delivered', attempts = 7, next_try_at = null");
        rig.awaitCount("select count(*) from webhooks.attempt", 1);

        assertThat(rig.count("select attempts from webhooks.delivery where state = 'delivered'"))
                .isEqualTo(7);
    }

    @Test
    void whatIsGoneIsDisabledAndTheOthersAreTold() {
        var node = rig.node();
        var partner = rig.partner(node, SHOP);
        var gone = rig.endpoint(node, partner, "shop/gone", Kind.HMAC);
        rig.endpoint(node, partner, "others", Kind.HMAC, "endpoint.*");
        // What it accepted in the meantime speaks for one that is exhausted, not for one that says that it is gone.
        rig.sql("update webhooks.endpoint set accepted_at = clock_timestamp() + interval '1 hour'");

        rig.announce(SHOP, 1, 1);
        rig.awaitBook(1);

        var endpoints = node.bean(Endpoints.class);
        assertThat(get(endpoints.find(partner, gone)).why()).isEqualTo("gone");
        assertThat(only(rig.book().values()).facts()).containsEntry("type", "endpoint.disabled");
        assertThatProblem(endpoints.test(partner, gone), WebhookProblem.ENDPOINT_DISABLED);
        rig.announce(SHOP, 2, 2);
        rig.awaitCount("select last_number from webhooks.partner", 5);
        assertThat(rig.host.asked().get("/hooks/shop/gone")).isLessThanOrEqualTo(2);
    }

    @Test
    void whoeverAcceptsNothingForTheWholeScheduleIsDisabled() {
        var node = rig.node("gateway.webhooks.delivery.retries=10ms,20ms,500ms");
        var partner = rig.partner(node, SHOP);
        var elsewhere = rig.endpoint(node, partner, "shop/elsewhere", Kind.HMAC);

        rig.announce(SHOP, 1, 1);
        rig.awaitCount("select count(*) from webhooks.endpoint where why = 'exhausted'", 1);

        assertThat(rig.host.asked()).containsOnlyKeys("/hooks/shop/elsewhere");
        assertThat(rig.host.oddities()).as("redirects followed").isEmpty();
        var log = node.bean(DeliveryLog.class);
        assertThat(get(log.page(partner, elsewhere, Optional.of("failed"), 99, 10)
                        .collectList()))
                .isNotEmpty();
        assertThat(get(log.attempts(elsewhere, 1, 10).collectList()))
                .hasSizeBetween(1, 4)
                .allSatisfy(attempt -> {
                    assertThat(attempt.status()).isEqualTo(302);
                    assertThat(attempt.answer()).isEqualTo("{\"thanks\":true}");
                });
    }

    /** Whoever takes others and never this one has a fault in this one, not in the endpoint. */
    @Test
    void whoeverAcceptsOthersStaysEnabled() {
        var node = rig.node("gateway.webhooks.delivery.retries=10ms,20ms");
        var partner = rig.partner(node, SHOP);
        var endpoint = rig.endpoint(node, partner, "shop/elsewhere", Kind.HMAC, "payment.completed");
        rig.sql("update webhooks.endpoint set accepted_at = clock_timestamp() + interval '1 hour'");

        rig.announce(SHOP, 1, 1);
        rig.awaitCount("select count(*) from webhooks.delivery where state = 'failed'", 1);
        // Written down one step after the failure: by then it would be disabled.
        get(node.bean(Endpoints.class).test(partner, endpoint));
        rig.awaitCount("select count(*) from webhooks.delivery where state = 'failed'", 2);

        assertThat(get(node.bean(Endpoints.class).find(partner, endpoint)).enabled())
                .isTrue();
    }

    /** What waited while it was disabled is old when it goes on; that is not the endpoint's fault. */
    @Test
    void whoeverIsEnabledAgainHasTheWholeScheduleAnew() {
        var node = rig.node("gateway.webhooks.delivery.retries=5s,5s");
        var partner = rig.partner(node, SHOP);
        var endpoint = rig.endpoint(node, partner, "shop/elsewhere", Kind.HMAC);
        var endpoints = node.bean(Endpoints.class);
        get(endpoints.disable(partner, endpoint, "dilnoza"));
        rig.sql("""
            insert into webhooks.event (shard, partner, number, id, type, subject, version, body, collected_at)
            select shard, partner, 1, gen_random_uuid(), 'payment.completed', gen_random_uuid(), 1, '{}', now()
              from webhooks.endpoint;
            update webhooks.partner set last_number = 1;
            insert into webhooks.delivery (shard, endpoint, number, partner, state, since, next_try_at)
            select shard, id, 1, partner, 'waiting', now() - interval '9 days', now() - interval '9 days'
              from webhooks.endpoint
            """);

        get(endpoints.enable(partner, endpoint, "dilnoza"));
        rig.awaitCount("select count(*) from webhooks.delivery where state = 'failed'", 1);
        get(endpoints.test(partner, endpoint));
        rig.awaitCount("select count(*) from webhooks.delivery where attempts > 0", 2);

        assertThat(get(endpoints.find(partner, endpoint)).enabled()).isTrue();
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        var node = rig.node();
        var partner = rig.partner(node);
        var endless = rig.endpoint(node, partner, "shop/endless", Kind.HMAC);

        get(node.bean(Endpoints.class).test(partner, endless));
        rig.awaitCount("select count(*) from webhooks.delivery where state = 'delivered'", 1);

        assertThat(rig.count("select max(length(answer)) from webhooks.attempt"))
                .isLessThanOrEqualTo(512);
    }

    @Test
    void oldAndNewSecretSignTogetherForAWhile() {
        var node = rig.node();
        var partner = rig.partner(node);
        var endpoint = rig.endpoint(node, partner, "shop", Kind.HMAC);
        var endpoints = node.bean(Endpoints.class);

        var fresh = get(endpoints.successor(partner, endpoint, Kind.ED25519));
        var propose = node.bean(ProposePartnerActs.class);
        WebhookRig.decided(node, propose.rotate(partner, fresh.wanted(), "a year old", WebhookRig.DILNOZA));
        get(endpoints.test(partner, endpoint));
        rig.awaitBook(1);
        rig.passOverlap("secret");
        get(endpoints.test(partner, endpoint));
        await().atMost(WebhookRig.PATIENCE).until(() -> rig.host.oddities().containsKey("signature"));
        rig.trust(fresh.text());
        rig.awaitBook(2);

        assertThat(fresh.text()).startsWith("whpk_");
        assertThat(rig.count("select count(*) from webhooks.secret where encode(sealed, 'escape') like '%whsec%'"))
                .isZero();
    }

    @Test
    void partnersSeeWhatConcernsThemAndNothingElse() {
        var node = rig.node();
        var partner = rig.partner(node, SHOP);
        rig.announce(SHOP, 1, 1);
        rig.announce(OTHER, 2, 2);
        rig.sql("""
            insert into platform.outbox (shard, id, subject, version, type, payload)
            select 0, gen_random_uuid(), gen_random_uuid(), 1, 'refund.refunded',
                   '{"id":"ref_1","payment":"pay_01900000-0000-7000-8000-000000' || n || '00","status":"refunded",'
                   || '"amount":{"value":"1.00","currency":"UZS"},"total":{"value":"hidden","currency":"UZS"}}'
              from (values ('0001'), ('0002')) refund (n)
            """);
        rig.awaitCount("select last_number from webhooks.partner", 3);

        var bodies = get(node.bean(EventLog.class).after(partner, 0, 10)).bodies();

        assertThat(bodies).hasSize(3).noneMatch(body -> body.contains("hidden"));
        assertThat(bodies.getFirst())
                .as("as it was then, though it was collected later")
                .contains("\"version\":1", "\"type\":\"payment.debiting\"", "\"status\":\"debiting\"");
        assertThat(bodies.get(1))
                .contains("\"number\":2", "\"version\":2", "\"type\":\"payment.completed\"", SHOP.toString())
                .contains("\"status\":\"completed\"")
                .contains("\"amount\":{\"value\":\"10.00\",\"currency\":\"UZS\"}", "860049******0000");
        assertThat(bodies.get(2)).contains("\"type\":\"refund.refunded\"", SHOP.toString());
    }

    @Test
    void anEndpointHearsWhatItWantsOfItsOwnPartnerAndNothingElse() {
        var node = rig.node();
        var partner = rig.partner(node, SHOP);
        var stranger = rig.partner(node, OTHER);
        var shop = rig.endpoint(node, partner, "shop", Kind.HMAC, "payment.completed");
        var all = rig.endpoint(node, stranger, "strangers", Kind.HMAC, "*");
        var events = node.bean(AppendEvent.class);

        rig.announce(SHOP, 1, 1);
        rig.awaitCount("select sum(last_number) from webhooks.partner", 2);
        get(events.endpointDisabled(partner, all, "gone", Instant.now()));
        get(events.test(partner, shop, Instant.now()));

        var told = "select count(*) from webhooks.delivery where endpoint = '%s'";
        assertThat(List.of(rig.count(told.formatted(shop.value())), rig.count(told.formatted(all.value()))))
                .as("one of two events and the test here, nothing next door")
                .containsExactly(2L, 0L);
        assertThat(rig.count("""
                select count(*)
                  from webhooks.delivery d
                  join webhooks.event e on e.shard = d.shard and e.partner = d.partner and e.number = d.number
                 where e.type in ('payment.completed', 'webhook.test')
                """)).isEqualTo(2);
    }

    @Test
    void aMerchantsPartnerHearsOfInvoicesThatArePaidAtOperators() {
        var node = rig.node();
        var partner = rig.partner(node, SHOP);
        rig.endpoint(node, partner, "shop", Kind.HMAC, "invoice.*");
        rig.sql("""
            insert into platform.outbox (shard, id, subject, version, type, payload)
            select 0, gen_random_uuid(), cast('01900000-0000-7000-8000-000000000700' as uuid), version, type,
                   '{"id":"01900000-0000-7000-8000-000000000700","operator":"PAYME","number":7,'
                   || '"at":"2026-03-14T10:00:00Z","amount":{"value":"10.00","currency":"UZS"},"account":"hidden",'
                   || whose || '}'
              from (values (2, 'invoice.paid', '"invoice":"INV-7","merchant":"%1$s"'),
                           (3, 'invoice.returned', '"invoice":"INV-7","merchant":"%1$s"'),
                           (4, 'invoice.paid', '"invoice":"INV-8","merchant":"%2$s"'),
                           (5, 'topup.completed', '"customer":"cus_1"')) told (version, type, whose)
            """.formatted(SHOP, OTHER));
        rig.awaitBook(2);

        var bodies = get(node.bean(EventLog.class).after(partner, 0, 10)).bodies();

        assertThat(bodies).hasSize(2).noneMatch(body -> body.contains("hidden"));
        assertThat(bodies.getFirst())
                .contains("\"type\":\"invoice.paid\"", "\"version\":2", "\"status\":\"paid\"", SHOP.toString())
                .contains("\"invoice\":\"INV-7\"", "\"operator\":\"PAYME\"", "\"reference\":7");
        assertThat(bodies.getLast()).contains("\"type\":\"invoice.returned\"", "\"status\":\"returned\"");
        assertThat(rig.host.oddities()).isEmpty();
    }

    @Test
    void whatWasMissedCanBeReplayedAndAskedFor() {
        var node = rig.node();
        var partner = rig.partner(node, SHOP);
        rig.announce(SHOP, 1, 2);
        rig.awaitCount("select last_number from webhooks.partner", 4);
        var endpoint = rig.endpoint(node, partner, "shop", Kind.HMAC, "payment.completed");
        var log = node.bean(DeliveryLog.class);

        assertThat(get(log.replay(partner, endpoint, 0, 100, false))).isEqualTo(2);
        rig.awaitBook(2);
        rig.awaitCount("select count(*) from webhooks.delivery where state = 'delivered'", 2);
        assertThat(get(log.replay(partner, endpoint, 0, 100, false))).isZero();
        assertThat(get(log.replay(partner, endpoint, 0, 100, true))).isEqualTo(2);
        get(log.replay(partner, endpoint, 1));
        rig.awaitBook(3);

        rig.sql("delete from webhooks.event where number < 3");
        var events = node.bean(EventLog.class);
        assertThat(get(events.after(partner, 2, 10)).last()).isEqualTo(4);
        assertThatProblem(events.after(partner, 1, 10), WebhookProblem.EVENTS_FORGOTTEN);
        assertThatProblem(log.replay(partner, endpoint, 0, 100, true), WebhookProblem.EVENTS_FORGOTTEN);
        assertThatProblem(log.replay(partner, endpoint, 1, 100, false), WebhookProblem.EVENTS_FORGOTTEN);
        assertThat(get(log.replay(partner, endpoint, 2, 100, true))).isEqualTo(1);
        assertThat(get(log.replay(partner, endpoint, 4, 100, true))).isZero();
        rig.sql("delete from webhooks.event");
        assertThatProblem(log.replay(partner, endpoint, 3, 100, true), WebhookProblem.EVENTS_FORGOTTEN);
        assertThat(get(log.replay(partner, endpoint, 4, 100, true))).isZero();
    }

    private static BookEntry only(Collection<List<BookEntry>> book) {
        assertThat(book).hasSize(1);
        return book.iterator().next().getFirst();
    }

    private static void assertThatProblem(Mono<?> mono, ProblemType type) {
        assertThatThrownBy(mono::block)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
