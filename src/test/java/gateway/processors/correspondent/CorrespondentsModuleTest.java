package gateway.processors.correspondent;

import static gateway.processors.correspondent.CorrespondentRig.awaitTold;
import static gateway.processors.correspondent.CorrespondentRig.commit;
import static gateway.processors.correspondent.CorrespondentRig.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gateway.platform.journal.Decision;
import gateway.processors.correspondent.KeptStatements.Legible;
import gateway.processors.correspondent.KeptStatements.Unreadable;
import gateway.processors.correspondent.LinkStates.LinkState;
import gateway.processors.correspondent.message.Transfers;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import sandbox.correspondent.CorrespondentHost;
import sandbox.embedded.LiveBooks;
import sandbox.http.Seal;

/** Transfers go out and news comes in, over HTTPS and by files, with whatever goes wrong in between. */
class CorrespondentsModuleTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Tashkent"));

    @TempDir
    Path folder;

    private CorrespondentRig rig;

    @BeforeEach
    void open() {
        rig = new CorrespondentRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theSameStepTwiceSendsOnceAndAnotherTransferUnderItsNameIsRefused() {
        var node = rig.node();
        var uetr = UUID.randomUUID();

        send(node, "debk", uetr, "Muster GmbH");
        send(node, "debk", uetr, "Muster GmbH");
        var other = node.bean(Correspondents.class).send(Transfers.to("debk", uetr, "I-1", "Somebody Else", 1_00));

        assertThat(commit(node, other))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        it -> assertThat(it.refusal()).isInstanceOf(MessageRefusal.OtherMessage.class));
        awaitTold(node, uetr, "ACCEPTED", "SETTLED", "CREDITED");
        assertThat(rig.host.balance("debk")).isEqualTo(1_000_000_00 - 1250_00);
    }

    @Test
    void whatWasNeverSentIsNotRecalledAndWhatBreaksRulesIsNotSent() {
        var node = rig.node();
        var correspondents = node.bean(Correspondents.class);
        var nothing = correspondents.recall(Transfers.recall("RC-2", UUID.randomUUID()));
        var bad = Transfers.to("debk", UUID.randomUUID(), "I-2", "M\u00fcller", 1_00);

        assertThat(commit(node, nothing)).isInstanceOf(Decision.Refused.class);
        assertThat(correspondents.faults(bad)).hasSize(1);
        assertThat(correspondents.faults(Transfers.to("nobody", UUID.randomUUID(), "I", "M", 1)))
                .extracting(Correspondents.Fault::rule)
                .containsExactly("LINK");
        assertThatThrownBy(() -> correspondents.send(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("ller");
    }

    /** The process dies after the entry is stored and before anything has left. */
    @ParameterizedTest
    @ValueSource(strings = {"debk", "usbk"})
    void whatWasStoredIsSentAfterARestart(String link) {
        rig.act("down", Map.of("down", true));
        var first = rig.node("gateway.correspondents.every=1h");
        var uetr = UUID.randomUUID();
        send(first, link, uetr, "Muster GmbH");
        rig.stop(first);
        rig.act("down", Map.of("down", false));

        awaitTold(rig.node(), uetr, "ACCEPTED", "SETTLED", "CREDITED");
        assertThat(rig.host.balance(link)).isEqualTo(1_000_000_00 - 1250_00);
    }

    /** A transfer is spoken of by the bank that has it; what another says of it is told to nobody. */
    @Test
    void aBankSpeaksOfItsOwnTransfersOnly() throws Exception {
        var node = rig.node();
        var uetr = UUID.randomUUID();
        send(node, "usbk", uetr, "Muster SILENT");

        assertThat(sealed(node, theirs(uetr))).isEqualTo("403 correspondent-transfer-foreign");

        assertThat(rig.count("select count(*) from correspondents.incoming")).isZero();
        assertThat(told(node, uetr)).isEmpty();
    }

    /** Nobody asks back what has not been sent: a recall waits for its transfer, however late that is tried again. */
    @Test
    void aRecallWaitsForItsTransfer() {
        rig.act("down", Map.of("down", true));
        var first = rig.node("gateway.correspondents.every=1h");
        var uetr = UUID.randomUUID();
        var other = UUID.randomUUID();
        send(first, "debk", uetr, "Muster SILENT");
        commit(first, first.bean(Correspondents.class).recall(Transfers.recall("RC-1", uetr)));
        rig.stop(first);
        var later = "update correspondents.outgoing set next_try_at = now() + interval '%s'"
                + " where definition like 'pacs%%'";
        rig.act("down", Map.of("down", false));
        rig.sql(later.formatted("1 hour"));

        var node = rig.node();
        send(node, "debk", other, "Muster GmbH");
        awaitTold(node, other, "ACCEPTED", "SETTLED", "CREDITED");

        assertThat(rig.count("select count(*) from correspondents.outgoing where state = 'waiting'"))
                .isEqualTo(2);
        rig.sql(later.formatted("0 hours"));
        awaitTold(node, uetr, "GRANTED", "RETURNED 1250.00 USD 0.00 USD FOCR");
    }

    /** It dies after they took the message and before it knows: the same bytes go out again, and are a duplicate. */
    @ParameterizedTest
    @ValueSource(strings = {"debk", "usbk"})
    void whatWasTakenIsSentAgainWithTheSameBytes(String link) {
        var node = rig.node();
        var uetr = UUID.randomUUID();
        send(node, link, uetr, "Muster GmbH");
        awaitTold(node, uetr, "ACCEPTED", "SETTLED", "CREDITED");
        rig.stop(node);
        rig.sql("update correspondents.outgoing set state = 'waiting', next_try_at = now() where uetr = '%s'"
                .formatted(uetr));

        rig.node();

        rig.awaitCount("select count(*) from correspondents.outgoing where state = 'sent'", 1);
        await().atMost(CorrespondentRig.PATIENCE)
                .until(() -> rig.host.oddities().getOrDefault("duplicate", 0L) == 1);
        assertThat(rig.host.oddities()).doesNotContainKey("changed");
        assertThat(rig.host.balance(link)).isEqualTo(1_000_000_00 - 1250_00);
    }

    /** It dies after news was stored and before anybody heard: the next node tells, in order. */
    @Test
    void whatWasReceivedIsToldAfterARestart() {
        var first = rig.node();
        var uetr = UUID.randomUUID();
        first.bean(CorrespondentRig.Sender.class).failing.set(Integer.MAX_VALUE);
        send(first, "debk", uetr, "Muster GmbH");
        rig.awaitCount("select count(*) from correspondents.incoming where state = 'waiting'", 3);
        assertThat(told(first, uetr)).isSubsetOf("ACCEPTED");
        rig.stop(first);

        awaitTold(rig.node(), uetr, "ACCEPTED", "SETTLED", "CREDITED");
    }

    /** The first of three is not understood for a while: nothing overtakes it. */
    @Test
    void nothingOvertakesWhatIsToldAgain() {
        var node = rig.node();
        var uetr = UUID.randomUUID();
        var other = UUID.randomUUID();
        node.bean(CorrespondentRig.Sender.class).failing.set(4);

        send(node, "debk", uetr, "Muster GmbH");
        send(node, "usbk", other, "Muster GmbH");

        awaitTold(node, uetr, "ACCEPTED", "SETTLED", "CREDITED");
        awaitTold(node, other, "ACCEPTED", "SETTLED", "CREDITED");
    }

    @Test
    void twoNodesSendAndTellOnce() {
        var one = rig.node();
        var two = rig.node();
        var uetrs = java.util.stream.Stream.generate(UUID::randomUUID).limit(20).toList();

        uetrs.forEach(uetr -> send(one, "debk", uetr, "Muster GmbH"));

        rig.awaitCount("select count(*) from correspondents.incoming where state = 'told'", 60);
        assertThat(uetrs)
                .allSatisfy(uetr -> assertThat(
                                told(one, uetr).size() + told(two, uetr).size())
                        .isEqualTo(3));
        assertThat(rig.host.oddities()).isEmpty();
        assertThat(rig.host.balance("debk")).isEqualTo(1_000_000_00 - 20 * 1250_00);
    }

    @Test
    void theStatementOfTheDayIsKeptOnceAndAgreesWithTheirBooks() {
        var node = rig.node();
        var uetr = UUID.randomUUID();
        send(node, "debk", uetr, "Muster RETURNFEE");
        awaitTold(node, uetr, "ACCEPTED", "SETTLED", "CREDITED", "RETURNED 1240.00 USD 10.00 USD AC04");

        rig.act("statement", Map.of("link", "debk", "day", TODAY.toString()));
        rig.awaitCount("select count(*) from correspondents.incoming where definition like 'camt.053%'", 1);

        var statements = node.bean(KeptStatements.class);
        var kept = statements
                .next("debk", 0)
                .blockOptional(CorrespondentRig.PATIENCE)
                .orElseThrow();
        assertThat(kept).isInstanceOfSatisfying(Legible.class, it -> {
            assertThat(it.correspondent()).isEqualTo("debk");
            assertThat(it.statement().closing()).isEqualTo(rig.host.balance("debk"));
            assertThat(it.statement().bookings())
                    .extracting(line -> line.details().getFirst().uetr())
                    .containsExactly(uetr.toString(), uetr.toString());
        });
        assertThat(statements.next("debk", kept.number()).blockOptional(CorrespondentRig.PATIENCE))
                .isEmpty();
    }

    @Test
    void aStatementThatNobodyCanReadAnyMoreIsToldAsThat() {
        var node = rig.node();
        rig.act("statement", Map.of("link", "debk", "day", TODAY.toString()));
        rig.awaitCount("select count(*) from correspondents.incoming where definition like 'camt.053%'", 1);
        rig.sql("update correspondents.incoming set body = substring(body for 400) where uetr is null");

        var kept = node.bean(KeptStatements.class).next("debk", 0).block(CorrespondentRig.PATIENCE);

        assertThat(kept).isInstanceOf(Unreadable.class);
    }

    @Test
    void whoeverIsNotBelievedIsNotHeard() throws Exception {
        var node = rig.node();
        var path = "/correspondents/debk/messages";
        var sample = sample("pacs.002.001.10");

        assertThat(post(node, path, sample, "nobody")).isEqualTo("401 correspondent-unsigned");
        assertThat(post(node, path, sample, new Seal("another secret of theirs").sign("POST", path, sample)))
                .isEqualTo("401 correspondent-unsigned");
        assertThat(post(
                        node,
                        "/correspondents/else/messages",
                        sample,
                        new Seal(CorrespondentHost.SECRET).sign("POST", path, sample)))
                .isEqualTo("403 correspondent-certificate-refused");
        assertThat(sealed(node, sample)).startsWith("422 correspondent-message-unfit");
        assertThat(rig.count("select count(*) from correspondents.incoming")).isZero();
    }

    @Test
    void anotherMessageUnderAKnownIdIsRefusedAndNewsOfOthersTransfersToo() throws Exception {
        var node = rig.node();
        var uetr = UUID.randomUUID();
        send(node, "usbk", uetr, "Muster SILENT");
        var news = theirs(uetr);
        var stranger = theirs(UUID.randomUUID());

        assertThat(sealed(node, news)).startsWith("403");
        assertThat(sealed(node, stranger)).isEqualTo("200 {\"status\":\"accepted\"}");
        assertThat(sealed(node, stranger)).isEqualTo("200 {\"status\":\"duplicate\"}");
        assertThat(sealed(
                        node,
                        new String(stranger, StandardCharsets.UTF_8)
                                .replace("AC04", "AC06")
                                .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("409 correspondent-message-changed");
        assertThat(rig.count("select count(*) from correspondents.incoming where heard = 'NOT_OURS'"))
                .isOne();
        assertThat(told(node, uetr)).isEmpty();
    }

    /** Our note of what they refused has an id of that form: theirs must not take its place. */
    @Test
    void noMessageOfTheirsStandsForARefusalOfOurs() throws Exception {
        var node = rig.node();
        var taken = new String(theirs(UUID.randomUUID()), StandardCharsets.UTF_8)
                .replace("DEBK-20260301-000777", "refused-I-1")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(sealed(node, taken)).isEqualTo("422 correspondent-message-unfit");
        assertThat(rig.count("select count(*) from correspondents.incoming")).isZero();
    }

    @Test
    void aPartThatIsReturnedSaysSo() throws Exception {
        var node = rig.node();
        var uetr = UUID.randomUUID();
        send(node, "debk", uetr, "Muster SILENT");
        var part = returned(uetr).replace(">1240.00</Rtrd", ">1000.00</Rtrd");

        assertThat(sealed(node, part.replace("<AddtlInf>PART</AddtlInf>", "").getBytes(StandardCharsets.UTF_8)))
                .startsWith("422 correspondent-message-unfit");
        assertThat(sealed(node, part.getBytes(StandardCharsets.UTF_8))).startsWith("200");
    }

    private static String returned(UUID uetr) throws Exception {
        return new String(sample("pacs.004.001.09"), StandardCharsets.UTF_8)
                .replace("BBBBDEFFXXX", CorrespondentHost.HTTPS_BIC)
                .replace("AAAAUZ22XXX", CorrespondentHost.OWN_BIC)
                .replace("INSTR-000001", "I-1")
                .replace(Transfers.UETR.toString(), uetr.toString());
    }

    /** One that takes transfers and says nothing is silent, until it says anything at all. */
    @ParameterizedTest
    @ValueSource(strings = {"debk", "usbk"})
    void silenceIsNoticedAndEndsWithAnyWord(String link) {
        var node = rig.node("gateway.correspondents.look-every=50ms", "gateway.correspondents.silent-after=300ms");
        var links = node.bean(LinkStates.class);
        assertThat(links.of(link)).isEqualTo(LinkState.UP);

        send(node, link, UUID.randomUUID(), "Muster SILENT");

        await().atMost(CorrespondentRig.PATIENCE).until(() -> links.of(link) == LinkState.SILENT);
        assertThat(links.of(link.equals("debk") ? "usbk" : "debk")).isEqualTo(LinkState.UP);
        rig.act("statement", Map.of("link", link, "day", TODAY.toString()));
        await().atMost(CorrespondentRig.PATIENCE).until(() -> links.of(link) == LinkState.UP);
    }

    /** One that takes nothing is down, also for a node that has just been started, until it takes something. */
    @Test
    void whoTakesNothingIsDownForEveryNode() {
        rig.act("down", Map.of("down", true, "link", "debk"));
        var hasty = new String[] {"gateway.correspondents.look-every=50ms", "gateway.correspondents.down-after=200ms"};
        send(rig.node(hasty), "debk", UUID.randomUUID(), "Muster GmbH");

        var second = rig.node(hasty);

        await().atMost(CorrespondentRig.PATIENCE)
                .until(() -> second.bean(LinkStates.class).of("debk") == LinkState.DOWN);
        assertThat(second.bean(LinkStates.class).of("usbk")).isEqualTo(LinkState.UP);
        rig.act("down", Map.of("down", false, "link", "debk"));
        await().atMost(CorrespondentRig.PATIENCE)
                .until(() -> second.bean(LinkStates.class).of("debk") == LinkState.UP);
    }

    /** The correspondent is down for a while, and dies; nothing is lost and nothing is done twice. */
    @Test
    void theirDeathDelaysAndDoublesNothing() {
        var node = rig.node();
        var uetrs = java.util.stream.Stream.generate(UUID::randomUUID).limit(6).toList();
        rig.act("down", Map.of("down", true));
        uetrs.forEach(uetr -> send(node, "debk", uetr, "Muster SLOW"));
        await().pollDelay(Duration.ofMillis(300))
                .atMost(CorrespondentRig.PATIENCE)
                .until(() -> true);
        rig.act("down", Map.of("down", false));
        rig.awaitCount("select count(*) from correspondents.outgoing where state = 'sent'", 6);
        int port = rig.host.port();
        rig.host.close();

        rig.host = new CorrespondentHost(port, rig.books);
        rig.host.reach(rig.url(node));

        uetrs.forEach(uetr -> awaitTold(node, uetr, "ACCEPTED", "PENDING", "CREDITED"));
        assertThat(rig.host.balance("debk")).isEqualTo(1_000_000_00 - 6 * 1250_00);
    }

    private static void send(LiveBooks node, String link, UUID uetr, String creditor) {
        var part = node.bean(Correspondents.class).send(Transfers.to(link, uetr, "I-1", creditor, 1250_00));
        assertThat(commit(node, part)).isEqualTo(Decision.COMMITTED);
    }

    private static byte[] theirs(UUID uetr) throws Exception {
        return new String(sample("pacs.002.001.10"), StandardCharsets.UTF_8)
                .replace("BBBBDEFFXXX", CorrespondentHost.HTTPS_BIC)
                .replace("AAAAUZ22XXX", CorrespondentHost.OWN_BIC)
                .replace(Transfers.UETR.toString(), uetr.toString())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sample(String name) throws Exception {
        return Files.readAllBytes(Path.of("src/test/resources/iso20022", name + ".xml"));
    }

    private String sealed(LiveBooks node, byte[] body) throws Exception {
        var path = "/correspondents/debk/messages";
        return post(node, path, body, new Seal(CorrespondentHost.SECRET).sign("POST", path, body));
    }

    private String post(LiveBooks node, String path, byte[] body, String seal) {
        return rig.shown()
                .client()
                .headers(headers -> headers.set(Seal.HEADER, seal).set("Content-Type", "application/xml"))
                .post()
                .uri(rig.url(node) + path)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) -> content.asString()
                        .defaultIfEmpty("")
                        .map(text -> response.status().code() + " " + text))
                .blockOptional(CorrespondentRig.PATIENCE)
                .orElseThrow();
    }
}
