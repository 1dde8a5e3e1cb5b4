package gateway.processors.correspondent;

import static gateway.processors.correspondent.CorrespondentRig.awaitTold;
import static gateway.processors.correspondent.CorrespondentRig.commit;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.journal.Decision;
import gateway.processors.correspondent.message.Transfers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.embedded.LiveBooks;

/** What banks say of a transfer and of a recall reaches whoever sent it: whole, once and in order. */
class WordsOfBanksModuleTest {

    private static final String OUTGOING = "select count(*) from correspondents.outgoing where uetr = '%s'";

    @TempDir
    static Path folder;

    private static CorrespondentRig rig;
    private static LiveBooks node;

    @BeforeAll
    static void open() {
        rig = new CorrespondentRig(folder);
        node = rig.node();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "debk|Muster GmbH|ACCEPTED,SETTLED,CREDITED",
                "usbk|Muster GmbH|ACCEPTED,SETTLED,CREDITED",
                "debk|Muster SLOW|ACCEPTED,PENDING,CREDITED",
                "debk|Muster REJECT AC04|REJECTED AC04",
                "usbk|Muster REJECT BE04|REJECTED BE04",
                "debk|Muster REFUSE|REJECTED NARR",
                "debk|Muster RETURN AC01|ACCEPTED,SETTLED,CREDITED,RETURNED 1250.00 USD 0.00 USD AC01",
                "usbk|Muster RETURNFEE|ACCEPTED,SETTLED,CREDITED,RETURNED 1240.00 USD 10.00 USD AC04",
                "debk|Muster RETURNPART|ACCEPTED,SETTLED,CREDITED,RETURNED 625.00 USD 0.00 USD AC04",
                "debk|Muster TWICE|ACCEPTED,SETTLED,CREDITED",
                "debk|Muster CONTRADICT|SETTLED,REJECTED AC04"
            })
    void whatTheySayReachesTheSenderInOrder(String link, String creditor, String words) {
        var uetr = UUID.randomUUID();

        send(link, uetr, creditor);

        awaitTold(node, uetr, words.split(","));
        assertThat(rig.host.oddities()).doesNotContainKey("changed");
        assertThat(rig.count(OUTGOING.formatted(uetr) + " and state = 'waiting'"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "debk|Muster SILENT|GRANTED,RETURNED 1250.00 USD 0.00 USD FOCR",
                "usbk|Muster SILENT|GRANTED,RETURNED 1250.00 USD 0.00 USD FOCR",
                "debk|Muster KEEP|ACCEPTED,SETTLED,CREDITED,REFUSED CUST",
                "debk|Muster LATER|ACCEPTED,SETTLED,CREDITED,PENDING,GRANTED,RETURNED 1250.00 USD 0.00 USD FOCR"
            })
    void aRecallIsAnswered(String link, String creditor, String words) {
        var uetr = UUID.randomUUID();
        send(link, uetr, creditor);
        var all = List.of(words.split(","));
        if (all.contains("CREDITED")) {
            awaitTold(node, uetr, "ACCEPTED", "SETTLED", "CREDITED");
        }

        var recall = node.bean(Correspondents.class).recall(Transfers.recall("RC-" + name(uetr), uetr));
        assertThat(commit(node, recall)).isEqualTo(Decision.COMMITTED);
        assertThat(commit(node, recall)).isEqualTo(Decision.COMMITTED);

        awaitTold(node, uetr, words.split(","));
        assertThat(rig.count(OUTGOING.formatted(uetr) + " and definition like 'camt%'"))
                .isOne();
    }

    private static void send(String link, UUID uetr, String creditor) {
        var transfer = Transfers.to(link, uetr, "I-" + name(uetr), creditor, 1250_00);
        assertThat(commit(node, node.bean(Correspondents.class).send(transfer))).isEqualTo(Decision.COMMITTED);
    }

    private static String name(UUID uetr) {
        return uetr.toString().substring(0, 8);
    }
}
