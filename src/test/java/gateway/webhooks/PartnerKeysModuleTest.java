package gateway.webhooks;

import static gateway.webhooks.WebhookRig.DILNOZA;
import static gateway.webhooks.WebhookRig.RUSTAM;
import static gateway.webhooks.WebhookRig.decided;
import static gateway.webhooks.WebhookRig.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.approvals.ApprovalProblem;
import gateway.approvals.TwoPersonActs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PartnerId;
import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import gateway.webhooks.partners.Endpoints;
import gateway.webhooks.partners.PartnerCalls;
import gateway.webhooks.partners.PartnerKeys;
import gateway.webhooks.partners.PartnerKeys.Scope;
import gateway.webhooks.partners.Partners;
import gateway.webhooks.partners.ProposePartnerActs;
import gateway.webhooks.partners.SignatureKeys;
import gateway.webhooks.signing.SigningKey.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.partner.CallSigner;

/** Keys of partners: proposed by one, approved by another, and what calls prove with them. */
class PartnerKeysModuleTest {

    private static final URI REPLAYS = URI.create("https://bank.uz/v1/events/replays");
    private static final String BODY = "{\"endpoint\":\"wep_1\",\"after\":0}";

    private final WebhookRig rig = new WebhookRig();
    private LiveBooks node;
    private PartnerId partner;
    private PartnerKeys keys;
    private SignatureKeys signatureKeys;
    private ProposePartnerActs propose;

    @Test
    void approvalsThatMeetNeverGiveMoreEndpointsThanAPartnerMayHave() {
        var strict = rig.node("gateway.webhooks.partners.most-endpoints=2");
        var acts = IntStream.range(0, 6)
                .mapToObj(n -> get(
                        strict.bean(Endpoints.class).draft(partner, rig.url("at-once-" + n), List.of("*"), Kind.HMAC)))
                .map(draft -> get(strict.bean(ProposePartnerActs.class).make(draft.wanted(), "told", DILNOZA)))
                .toList();

        var approved = get(Flux.fromIterable(acts)
                .flatMap(
                        act -> strict.bean(TwoPersonActs.class)
                                .approve(act.id(), "looked at", RUSTAM)
                                .map(_ -> true)
                                .onErrorResume(ProblemException.class, _ -> Mono.just(false)),
                        6)
                .filter(done -> done)
                .count());

        assertThat(approved).isEqualTo(2);
        assertThat(get(strict.bean(Endpoints.class).of(partner).count())).isEqualTo(2);
    }

    /** Whose money a partner hears of is said by two. */
    @Test
    void aMerchantIsJoinedOnceAColleagueHasApprovedIt() {
        var partners = node.bean(Partners.class);
        var act = get(propose.join(partner, WebhookRig.SHOP, "their shop", DILNOZA));
        var acts = node.bean(TwoPersonActs.class);

        assertThat(get(partners.find(partner)).merchants()).isEmpty();
        assertThatThrownBy(() -> get(acts.approve(act.id(), "looked at", DILNOZA)))
                .isInstanceOf(ProblemException.class);
        assertThat(get(partners.find(partner)).merchants()).isEmpty();
        get(acts.approve(act.id(), "looked at", RUSTAM));
        assertThat(get(partners.find(partner)).merchants()).containsExactly(WebhookRig.SHOP);
        decided(node, propose.join(partner, WebhookRig.SHOP, "again", DILNOZA));
        assertThat(get(partners.find(partner)).merchants()).containsExactly(WebhookRig.SHOP);
        assertThatThrownBy(() -> get(propose.join(partner, new MerchantId(new UUID(0, 1)), "nobody's", DILNOZA)))
                .isInstanceOf(ProblemException.class);
    }

    @BeforeEach
    void open() {
        node = rig.node();
        partner = rig.partner(node);
        keys = node.bean(PartnerKeys.class);
        signatureKeys = node.bean(SignatureKeys.class);
        propose = node.bean(ProposePartnerActs.class);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private PartnerKeys.Draft key(Scope... scopes) {
        var draft = keys.draft(partner, List.of(scopes));
        decided(node, propose.give(draft.wanted(), "wanted", DILNOZA));
        return draft;
    }

    private Mono<PartnerId> holder(String text) {
        return keys.holderOf(text, Scope.EVENTS_READ);
    }

    @Test
    void aKeyOpensNothingBeforeAColleagueHasApprovedIt() {
        var draft = keys.draft(partner, List.of(Scope.EVENTS_READ));
        var acts = node.bean(TwoPersonActs.class);

        var act = get(propose.give(draft.wanted(), "wanted", DILNOZA));
        assertThatProblem(holder(draft.text()), WebhookProblem.PARTNER_KEY_UNKNOWN);
        assertThatProblem(acts.approve(act.id(), "my own", DILNOZA), ApprovalProblem.ACT_OWN);
        assertThatProblem(
                acts.approve(act.id(), "not mine", new Staff("aziz", Set.of(StaffRole.OPERATIONS))),
                RequestProblem.ROLE_MISSING);
        get(acts.approve(act.id(), "looked at", RUSTAM));
        get(acts.approve(act.id(), "looked at", RUSTAM));

        assertThat(get(holder(draft.text()))).isEqualTo(partner);
        assertThat(act.content()).doesNotContain(draft.text());
        assertThat(act.subject()).contains("Shops", "events:read");
    }

    @Test
    void keysOpenUntilTheyEnd() {
        var first = key(Scope.EVENTS_READ);
        var scopeless = key();

        var second = get(keys.successor(partner, first.wanted().id()));
        decided(node, propose.give(second.wanted(), "a year old", DILNOZA));
        assertThat(get(holder(first.text()))).isEqualTo(partner);
        assertThat(get(holder(second.text()))).isEqualTo(partner);
        assertThatProblem(holder(scopeless.text()), WebhookProblem.PARTNER_SCOPE_MISSING);
        rig.awaitCount("select count(*) from webhooks.api_key where until < clock_timestamp()", 1);
        assertThatProblem(holder(first.text()), WebhookProblem.PARTNER_KEY_UNKNOWN);
        assertThatProblem(keys.successor(partner, first.wanted().id()), WebhookProblem.PARTNER_KEY_NOT_FOUND);

        keys.end(partner, second.wanted().id()).block();
        assertThatProblem(holder(second.text()), WebhookProblem.PARTNER_KEY_UNKNOWN);
        assertThatProblem(holder("oqk_"), WebhookProblem.PARTNER_KEY_UNKNOWN);
        assertThat(rig.count("select count(*) from webhooks.api_key where hash = convert_to('%s', 'UTF8')"
                        .formatted(first.text())))
                .isZero();
    }

    /** Whoever decides sees what an act says: a successor gets that, not what the old key happened to be good for. */
    @Test
    void aSuccessorIsGoodForWhatWasApprovedAndForNothingElse() {
        var first = key(Scope.EVENTS_READ, Scope.TRANSFERS);
        var acts = node.bean(TwoPersonActs.class);
        var fewer = get(keys.successor(partner, first.wanted().id()));
        var content = get(propose.give(fewer.wanted(), "wanted", DILNOZA)).content();
        var narrowed = content.replace("[\"events:read\",\"transfers\"]", "[\"events:read\"]");
        assertThat(narrowed).isNotEqualTo(content);

        decided(node, acts.propose("give-partner-key", narrowed, "reads only", DILNOZA));

        assertThat(get(holder(fewer.text()))).isEqualTo(partner);
        assertThatProblem(keys.holderOf(fewer.text(), Scope.TRANSFERS), WebhookProblem.PARTNER_SCOPE_MISSING);
        var more = get(keys.successor(partner, fewer.wanted().id()));
        var widened = get(propose.give(more.wanted(), "wanted", DILNOZA))
                .content()
                .replace("[\"events:read\"]", "[\"events:read\",\"transfers\"]");
        var act = get(acts.propose("give-partner-key", widened, "more", DILNOZA));
        assertThatProblem(acts.approve(act.id(), "looked at", RUSTAM), WebhookProblem.PARTNER_KEY_NOT_FOUND);
    }

    @Test
    void aSuccessorOfAKeyThatEndedMeanwhileIsNotMade() {
        var first = key(Scope.EVENTS_READ);
        var second = get(keys.successor(partner, first.wanted().id()));
        var act = get(propose.give(second.wanted(), "a year old", DILNOZA));
        keys.end(partner, first.wanted().id()).block();

        assertThatProblem(
                node.bean(TwoPersonActs.class).approve(act.id(), "looked at", RUSTAM),
                WebhookProblem.PARTNER_KEY_NOT_FOUND);

        assertThatProblem(holder(second.text()), WebhookProblem.PARTNER_KEY_UNKNOWN);
        assertThat(rig.count("select count(*) from approvals.act where state = 'approved'"))
                .isEqualTo(1);
    }

    @Test
    void whatAnActContainsIsReadStrictly() {
        var acts = node.bean(TwoPersonActs.class);
        var wanted = keys.draft(partner, List.of(Scope.EVENTS_READ)).wanted();
        var content = get(propose.give(wanted, "wanted", DILNOZA)).content();

        for (var wrong : List.of(
                "",
                "{}",
                "null",
                content + "{}",
                content.replace("events:read", "everything"),
                content.replace("\"hash\":\"", "\"hash\":\"AAAA"),
                content.replace("\"replaces\"", "\"more\""))) {
            assertThatThrownBy(acts.propose("give-partner-key", wrong, "wrong", DILNOZA)::block)
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            it -> assertThat(it.type()).isEqualTo(RequestProblem.FIELD_INVALID));
        }
        assertThatProblem(
                acts.propose(
                        "make-endpoint",
                        get(propose.make(
                                        get(node.bean(Endpoints.class)
                                                        .draft(partner, rig.url("shop"), List.of("*"), Kind.HMAC))
                                                .wanted(),
                                        "wanted",
                                        DILNOZA))
                                .content()
                                .replace("\"sealed\":\"", "\"sealed\":\"AAAA"),
                        "wrong",
                        DILNOZA),
                RequestProblem.FIELD_INVALID);
    }

    @Test
    void anEndpointHearsNothingBeforeAColleagueHasApprovedIt() {
        var draft = get(node.bean(Endpoints.class).draft(partner, rig.url("shop"), List.of("*"), Kind.HMAC));
        get(propose.make(draft.wanted(), "wanted", DILNOZA));

        assertThat(rig.count("select count(*) from webhooks.endpoint")).isZero();
        assertThatProblem(
                node.bean(Endpoints.class).find(partner, draft.wanted().id()), WebhookProblem.ENDPOINT_NOT_FOUND);
    }

    @Test
    void ofTwoRotationsThatWereProposedOneIsMade() {
        var endpoint = rig.endpoint(node, partner, "shop", Kind.HMAC);
        var endpoints = node.bean(Endpoints.class);
        var one = get(endpoints.successor(partner, endpoint, Kind.HMAC));
        var two = get(endpoints.successor(partner, endpoint, Kind.HMAC));
        decided(node, propose.rotate(partner, one.wanted(), "one", DILNOZA));

        var late = get(propose.rotate(partner, two.wanted(), "two", DILNOZA));
        assertThatProblem(
                node.bean(TwoPersonActs.class).approve(late.id(), "looked at", RUSTAM),
                WebhookProblem.ENDPOINT_CHANGED);

        assertThat(rig.count("select count(*) from webhooks.secret")).isEqualTo(2);
    }

    @Test
    void aSignedCallIsThePartnersOnce() {
        var key = key(Scope.EVENTS_REPLAY).text();
        var pair = CallSigner.drawPair();
        var signer = signer(signatureKeys.ofPublicHalf(partner, CallSigner.publicHalf(pair), null), pair);

        var headers = signer.headers("POST", REPLAYS, BODY);
        assertThat(get(call(key, headers, BODY)).partner()).isEqualTo(partner);
        assertThatProblem(call(key, headers, BODY), WebhookProblem.SIGNATURE_REPLAYED);
        rig.stop(node);
        node = rig.node();
        assertThatProblem(call(key, headers, BODY), WebhookProblem.SIGNATURE_REPLAYED);

        assertThatProblem(call(key, Map.of(), BODY), WebhookProblem.SIGNATURE_MISSING);
        assertThatProblem(
                call("oqk_", signer.headers("POST", REPLAYS, BODY), BODY), WebhookProblem.PARTNER_KEY_UNKNOWN);
        assertThatProblem(
                call(key, signer.headers("POST", REPLAYS, BODY), BODY.replace('0', '9')),
                WebhookProblem.SIGNATURE_REFUSED);
        assertThatProblem(
                call(key, signer.headers("POST", REPLAYS, BODY, Instant.now().minusSeconds(121)), BODY),
                WebhookProblem.SIGNATURE_REFUSED);
        assertThatProblem(call(key, signer.headers("PUT", REPLAYS, BODY), BODY), WebhookProblem.SIGNATURE_REFUSED);
    }

    @Test
    void aSecretSignsToo() {
        var key = key(Scope.EVENTS_REPLAY).text();
        var draft = signatureKeys.ofSecret(partner, null);
        decided(node, propose.give(draft.wanted(), "wanted", DILNOZA));
        var signer = CallSigner.ofSecret(draft.wanted().id().toString(), String.valueOf(draft.secret()));

        assertThat(get(call(key, signer.headers("POST", REPLAYS, BODY), BODY)).body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(BODY);
    }

    @Test
    void aSignatureByAnothersKeyOrByOneThatEndedProvesNothing() {
        var key = key(Scope.EVENTS_REPLAY).text();
        var pair = CallSigner.drawPair();
        var old = signatureKeys.ofPublicHalf(partner, CallSigner.publicHalf(pair), null);
        var oldSigner = signer(old, pair);
        var other = rig.partner(node);
        var foreign = signer(signatureKeys.ofPublicHalf(other, CallSigner.publicHalf(pair), null), pair);
        assertThatProblem(call(key, foreign.headers("POST", REPLAYS, BODY), BODY), WebhookProblem.SIGNATURE_REFUSED);

        var next = signer(
                signatureKeys.ofPublicHalf(
                        partner, CallSigner.publicHalf(pair), old.wanted().id()),
                pair);
        get(call(key, oldSigner.headers("POST", REPLAYS, BODY), BODY));
        get(call(key, next.headers("POST", REPLAYS, BODY), BODY));
        rig.awaitCount("select count(*) from webhooks.signature_key where until < clock_timestamp()", 1);
        assertThatProblem(call(key, oldSigner.headers("POST", REPLAYS, BODY), BODY), WebhookProblem.SIGNATURE_REFUSED);
        get(call(key, next.headers("POST", REPLAYS, BODY), BODY));
        assertThat(get(signatureKeys.of(partner).collectList())).hasSize(2);
    }

    @Test
    void aKeyThatFitsEverythingIsRefused() {
        var zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

        assertThatThrownBy(() -> signatureKeys.ofPublicHalf(partner, zeros, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.type()).isEqualTo(WebhookProblem.SIGNATURE_KEY_UNUSABLE));
    }

    private CallSigner signer(SignatureKeys.Draft draft, java.security.KeyPair pair) {
        decided(node, propose.give(draft.wanted(), "wanted", DILNOZA));
        return CallSigner.ofPair(draft.wanted().id().toString(), pair.getPrivate());
    }

    private Mono<PartnerCalls.PartnerCall> call(String key, Map<String, String> headers, String body) {
        var request = MockServerHttpRequest.post(REPLAYS.toString()).header("Authorization", "Bearer " + key);
        headers.forEach(request::header);
        return node.bean(PartnerCalls.class).signed(request.body(body), Scope.EVENTS_REPLAY);
    }

    private static void assertThatProblem(Mono<?> mono, ProblemType type) {
        assertThatThrownBy(mono::block)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
