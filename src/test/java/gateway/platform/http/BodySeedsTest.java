package gateway.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is kept for {@link BodyFuzz} gets past the first field of every body that there is. */
class BodySeedsTest {

    private static final Path KEPT = Path.of("src/test/resources/fuzz/Body");

    private final BodyFuzz target = new BodyFuzz();

    @Test
    void everyBodyHasAnInputThatIsReadWhole() throws Exception {
        var read = new TreeSet<String>();
        for (var file : kept()) {
            target.record(Files.readAllBytes(file)).ifPresent(record -> read.add(Bodies.name(record.getClass())));
        }

        assertThat(read)
                .as("bodies with an input in %s", KEPT)
                .isEqualTo(Bodies.all().keySet());
    }

    @Test
    void everyInputNamesABodyThatThereIs() throws Exception {
        var bodies = Bodies.all().keySet();
        for (var file : kept()) {
            var bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(bodies).as("%s", file).contains(bytes.substring(0, bytes.indexOf('\n')));
        }
    }

    /** A controller that reads after it has seen the signature is one too. */
    @Test
    void bodiesThatAreReadByHandAreAmongThem() {
        assertThat(Bodies.all().keySet())
                .contains(
                        "fraud.web.OrderController.OrderRequest",
                        "inbound.web.TransferRequests.CheckCredit",
                        "payments.web.PaymentRequest",
                        "webhooks.web.ReplayController.PartnerReplay")
                .doesNotContain("webhooks.web.EventController.PartnerEvent");
    }

    private static List<Path> kept() throws IOException {
        try (var files = Files.list(KEPT)) {
            return files.sorted().toList();
        }
    }
}
