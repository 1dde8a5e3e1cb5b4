package gateway.webhooks;

import static gateway.webhooks.WebhookRig.DILNOZA;
import static gateway.webhooks.WebhookRig.OTHER;
import static gateway.webhooks.WebhookRig.SHOP;
import static gateway.webhooks.WebhookRig.decided;
import static gateway.webhooks.WebhookRig.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.shared.ids.PartnerId;
import gateway.shared.problems.ProblemException;
import gateway.webhooks.events.EventLog;
import gateway.webhooks.partners.DeliveryLog;
import gateway.webhooks.partners.Endpoints;
import gateway.webhooks.partners.PartnerKeys;
import gateway.webhooks.partners.PartnerKeys.Scope;
import gateway.webhooks.partners.ProposePartnerActs;
import gateway.webhooks.signing.SigningKey.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;

/** What belongs to one partner is not there for another. */
class OthersModuleTest {

    private final WebhookRig rig = new WebhookRig();
    private LiveBooks node;
    private PartnerId ours;
    private PartnerId theirs;

    @BeforeEach
    void open() {
        node = rig.node();
        ours = rig.partner(node, SHOP);
        theirs = rig.partner(node, OTHER);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theirEndpointIsNotFoundByUs() {
        var endpoint = rig.endpoint(node, theirs, "theirs", Kind.HMAC);
        rig.announce(OTHER, 1, 1);
        rig.awaitBook(2);
        var endpoints = node.bean(Endpoints.class);
        var log = node.bean(DeliveryLog.class);

        for (var asked : List.<Mono<?>>of(
                endpoints.find(ours, endpoint),
                endpoints.disable(ours, endpoint, "us"),
                endpoints.successor(ours, endpoint, Kind.HMAC),
                endpoints.test(ours, endpoint),
                log.page(ours, endpoint, Optional.empty(), 99, 10).collectList(),
                log.find(ours, endpoint, 1),
                log.replay(ours, endpoint, 1),
                log.replay(ours, endpoint, 0, 99, true))) {
            assertThatThrownBy(asked::block)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            it -> assertThat(it.type()).isEqualTo(WebhookProblem.ENDPOINT_NOT_FOUND));
        }
        assertThat(get(endpoints.find(theirs, endpoint)).enabled()).isTrue();
        assertThat(rig.host.asked().get("/hooks/theirs")).isEqualTo(2);
    }

    @Test
    void theirEventsAreNotOurs() {
        rig.announce(SHOP, 1, 1);
        rig.announce(OTHER, 2, 3);
        rig.awaitCount("select sum(last_number) from webhooks.partner", 6);
        var events = node.bean(EventLog.class);

        assertThat(get(events.after(ours, 0, 100)).bodies())
                .hasSize(2)
                .allSatisfy(body -> assertThat(body).contains(SHOP.toString()));
        assertThat(get(events.after(theirs, 0, 100)).bodies())
                .hasSize(4)
                .allSatisfy(body -> assertThat(body).contains(OTHER.toString()));
    }

    /** Every character of a key counts. */
    @Test
    void aKeyThatBeginsLikeOursOpensNothing() {
        var keys = node.bean(PartnerKeys.class);
        var draft = keys.draft(ours, List.of(Scope.EVENTS_READ));
        decided(node, node.bean(ProposePartnerActs.class).give(draft.wanted(), "wanted", DILNOZA));
        var text = draft.text();
        assertThat(get(keys.holderOf(text, Scope.EVENTS_READ))).isEqualTo(ours);

        for (int at = 4; at < text.length(); at++) {
            var changed = text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
            assertThatThrownBy(keys.holderOf(changed, Scope.EVENTS_READ)::block)
                    .as(changed)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            it -> assertThat(it.type()).isEqualTo(WebhookProblem.PARTNER_KEY_UNKNOWN));
        }
        assertThat(draft.toString()).doesNotContain(text.substring(4));
    }
}
