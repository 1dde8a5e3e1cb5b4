package gateway.processors.humo;

import static gateway.processors.humo.ScriptedPaymentServer.envelope;
import static gateway.processors.humo.ScriptedPaymentServer.fault;
import static gateway.processors.humo.ScriptedPaymentServer.item;
import static gateway.processors.humo.ScriptedPaymentServer.payment;
import static gateway.processors.humo.ScriptedPaymentServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader takes good answers as they are, and nothing else for an answer. */
class HumoAnswerReaderTest {

    private static final String GOOD = envelope(payment("123456789", "ref-0001", 100_000, 10));
    private static final HumoMessage.PaymentState FINISHED =
            new HumoMessage.PaymentState("123456789", "ref-0001", 100_000, 10, "000", "351175");

    @Test
    void readsEveryAnswer() {
        assertThat(read(GOOD)).isEqualTo(FINISHED);
        assertThat(read(envelope(
                        status("7", "r", "finished", 5, item("refunded_amount", "2"), item("refund_ref", "x:2")))))
                .isEqualTo(new HumoMessage.Status("7", "r", "finished", 5L, 2L, null, List.of("x:2")));
        assertThat(read(envelope("<ebppif1:CancelRequestResponse/>"))).isEqualTo(new HumoMessage.CancelHeard());
        assertThat(read(envelope("<ebppif1:ReturnPaymentResponse/>"))).isEqualTo(new HumoMessage.ReturnHeard());
        assertThat(read(envelope(fault("116")))).isEqualTo(new HumoMessage.Fault("116"));
        assertThat(read(envelope(fault("-1")))).isEqualTo(new HumoMessage.Fault("-1"));
    }

    @Test
    void toleratesWhatSoapAllows() {
        assertThat(read(GOOD.replace(
                        "<SOAP-ENV:Body>",
                        "<SOAP-ENV:Header><a:b xmlns:a='c'>d</a:b></SOAP-ENV:Header><SOAP-ENV:Body>")))
                .isEqualTo(FINISHED);
        assertThat(read(GOOD.replace("SOAP-ENV", "s").replace("ebppif1", "p"))).isEqualTo(FINISHED);
        assertThat(read(GOOD.replace("><", ">\n <"))).isEqualTo(FINISHED);
        assertThat(read(GOOD.replace("ref-0001", "<![CDATA[ref]]>-00&#48;1"))).isEqualTo(FINISHED);
        assertThat(read(GOOD.replace("<details>", "<details><!-- hello -->"))).isEqualTo(FINISHED);
        assertThat(read(GOOD + "\n")).isEqualTo(FINISHED);
    }

    @Test
    void prefersTheFinalActionCode() {
        var twoCodes = GOOD.replace("</details>", item("auth_action_code_final", "116") + "</details>");

        assertThat(read(twoCodes))
                .isEqualTo(new HumoMessage.PaymentState("123456789", "ref-0001", 100_000, 10, "116", "351175"));
    }

    static Stream<String> hostile() {
        return Stream.of(notXml(), forbidden(), foreign(), wrongFields(), large())
                .flatMap(it -> it);
    }

    private static Stream<String> notXml() {
        return Stream.of(
                "",
                " ",
                "<",
                "\u0000",
                "not xml",
                "{\"action\":10}",
                GOOD.substring(0, GOOD.length() / 2),
                GOOD.substring(0, GOOD.length() - 1),
                GOOD + GOOD,
                GOOD + "<x/>",
                GOOD + "<?php x ?>");
    }

    private static Stream<String> forbidden() {
        var bomb = new StringBuilder("<!DOCTYPE b [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        bomb.append("]>");
        return Stream.of(
                withProlog(bomb.toString(), "&a29;"),
                withProlog("<!DOCTYPE b SYSTEM 'http://127.0.0.1:1/x.dtd'>", "ref-0001"),
                withProlog("<!DOCTYPE b>", "ref-0001"),
                GOOD.replace("ref-0001", "&undeclared;"),
                GOOD.replace("<SOAP-ENV:Body>", "<?x y?><SOAP-ENV:Body>"));
    }

    private static Stream<String> foreign() {
        return Stream.of(
                GOOD.replace("urn:PaymentServer", "urn:Other"),
                GOOD.replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"),
                GOOD.replace("<ebppif1:PaymentResponse>", "<PaymentResponse>")
                        .replace("</ebppif1:PaymentResponse>", "</PaymentResponse>"),
                GOOD.replace("PaymentResponse", "PaymentReply"),
                envelope(""),
                envelope(payment("1", "r", 1, 4) + payment("1", "r", 1, 10)),
                GOOD.replace("</SOAP-ENV:Body>", "</SOAP-ENV:Body><SOAP-ENV:Body/>"));
    }

    private static Stream<String> wrongFields() {
        return Stream.of(
                GOOD.replace("<action>10</action>", ""),
                GOOD.replace("<action>10</action>", "<action>10</action><action>10</action>"),
                GOOD.replace("<action>10</action>", "<action>ten</action>"),
                GOOD.replace("<action>10</action>", "<action>1<b/>0</action>"),
                GOOD.replace("<action>10</action>", "<action>99999999999</action>"),
                GOOD.replace("<action>10</action>", "<action>-10</action>"),
                GOOD.replace("<action>10</action>", "<action>١٠</action>"),
                GOOD.replace("<value>100000</value>", "<value>1e5</value>"),
                GOOD.replace("<value>100000</value>", "<value>9999999999999999999999</value>"),
                GOOD.replace("<value>100000</value>", "<value>1</value><value>100000</value>"),
                GOOD.replace("<value>100000</value>", ""),
                GOOD.replace("</details>", item("amount", "1") + "</details>"),
                GOOD.replace("<paymentRef>", "<x:paymentRef xmlns:x='urn:x'>")
                        .replace("</paymentRef>", "</x:paymentRef>"));
    }

    private static Stream<String> large() {
        return Stream.of(
                GOOD.replace("<details>", "<details>" + "<a>".repeat(10_000)),
                GOOD.replace("<details>", "<details>" + "<a>".repeat(20) + "</a>".repeat(20)),
                GOOD.replace("<details>", "<details>" + item("a", "b").repeat(1_000)),
                GOOD.replace("<details>", "<details " + attributes(40) + ">"),
                GOOD.replace("ref-0001", "r".repeat(10_000)),
                GOOD.replace("ref-0001", "r".repeat(1_000_000)),
                envelope("<SOAP-ENV:Fault><detail/></SOAP-ENV:Fault>"),
                envelope("<SOAP-ENV:Fault/>"),
                envelope(fault("abc")),
                envelope(fault("")),
                envelope(fault("1")
                        .replace("<ebppif1:Pay", "<ebppif1:Other")
                        .replace("</ebppif1:Pay", "</ebppif1:Other")));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(2)
    void takesNothingElseForAnAnswer(String body) {
        assertThat(read(body)).isInstanceOf(HumoMessage.NoAnswer.class);
    }

    @Test
    void readsNoFileForAnEntity(@TempDir Path folder) throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "ref-0001");
        var body = withProlog("<!DOCTYPE b [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>", "&x;");

        assertThat(read(body)).isInstanceOf(HumoMessage.NoAnswer.class);
    }

    @Test
    void takesOnlyUtf8() {
        assertThat(HumoAnswerReader.read(200, GOOD.getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(HumoMessage.NoAnswer.class);
        var invalid = GOOD.replace("ref-0001", "ref-\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(HumoAnswerReader.read(200, invalid)).isInstanceOf(HumoMessage.NoAnswer.class);
    }

    @Test
    void takesGoodNewsOnlyWithAGoodStatus() {
        for (int status : new int[] {100, 201, 204, 302, 400, 404, 500, 502, 503}) {
            assertThat(HumoAnswerReader.read(status, bytes(GOOD)))
                    .isEqualTo(new HumoMessage.NoAnswer("HTTP " + status));
            assertThat(HumoAnswerReader.read(status, bytes(envelope(fault("116")))))
                    .isEqualTo(new HumoMessage.Fault("116"));
        }
    }

    /** A mutation may hit a field that nobody reads; but no mutation may turn another answer into this approval. */
    @Test
    @Timeout(60)
    void neverMakesAnApprovalOfAMutation() {
        var random = new SplittableRandom(20260301);
        var created = bytes(envelope(payment("123456789", "ref-0001", 100_000, 4)));
        var declined = bytes(envelope(fault("116")));
        for (int i = 0; i < 60_000; i++) {
            var source = i % 2 == 0 ? created : declined;
            var mutated = mutate(source, random);

            var answer = HumoAnswerReader.read(i % 2 == 0 ? 200 : 500, mutated);

            assertThat(answer).as("mutation %d", i).isNotEqualTo(FINISHED);
        }
    }

    /** Whatever still reads as the same payment has lost nothing that matters. */
    @Test
    @Timeout(60)
    void survivesEveryTruncation() {
        var whole = bytes(GOOD);
        for (int length = 0; length < whole.length; length++) {
            assertThat(HumoAnswerReader.read(200, Arrays.copyOf(whole, length)))
                    .isInstanceOf(HumoMessage.NoAnswer.class);
        }
    }

    @Test
    void refusesLargeBodiesQuickly() {
        var body = bytes(GOOD.replace("ref-0001", "r".repeat(1_000_000)));

        // A busy machine stands still now and then, but not in every round.
        var quickest = IntStream.range(0, 20)
                .mapToLong(_ -> nanosForAHundred(body))
                .min()
                .orElseThrow();

        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(200));
    }

    private static long nanosForAHundred(byte[] body) {
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            HumoAnswerReader.read(200, body);
        }
        return System.nanoTime() - start;
    }

    private static byte[] mutate(byte[] source, SplittableRandom random) {
        var bytes = source.clone();
        for (int n = random.nextInt(1, 6); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 3 ->
                    System.arraycopy(
                            source,
                            random.nextInt(source.length / 2),
                            bytes,
                            at / 2,
                            Math.min(40, (bytes.length - at / 2) / 2));
                default -> bytes[at] = (byte) "<>&'\"/=![]?0123456789".charAt(random.nextInt(21));
            }
        }
        return bytes;
    }

    private static String withProlog(String prolog, String ref) {
        return GOOD.replace("?><SOAP", "?>" + prolog + "<SOAP").replace("ref-0001", ref);
    }

    private static String attributes(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" a").append(i).append("='1'");
        }
        return text.toString();
    }

    private static HumoMessage.Answer read(String body) {
        return HumoAnswerReader.read(body.contains("Fault") ? 500 : 200, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
