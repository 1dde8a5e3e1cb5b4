package gateway.processors.correspondent.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a correspondent has to be told by, so that nobody else is taken for it. */
class CorrespondentSettingsTest {

    private static final String[] HTTPS = {
        "gateway.correspondents.bic=OQIMUZ22XXX",
        "gateway.correspondents.links.debk.bic=DEBKDEFFXXX",
        "gateway.correspondents.links.debk.url=https://debk.example/",
        "gateway.correspondents.links.debk.ssl-bundle=debk",
        "gateway.correspondents.links.debk.secret=sixteen letters and more"
    };
    private static final String[] FOLDER = {
        "gateway.correspondents.links.usbk.bic=USBKUS33XXX", "gateway.correspondents.links.usbk.folder=/mnt/usbk"
    };
    private static final String CERTIFICATES = "gateway.correspondents.links.debk.client-certificates=";
    private static final String PRINT = "AB:".repeat(31) + "AB";

    @EnableConfigurationProperties(CorrespondentSettings.class)
    static class Parts {}

    private static ApplicationContextRunner with(String[] first, String... more) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Parts.class)
                .withPropertyValues(
                        Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void readsFingerprintsAsPeopleWriteThem() {
        var other = "0123456789abcdef".repeat(4);

        with(HTTPS, CERTIFICATES + PRINT + "," + other)
                .run(context -> assertThat(context.getBean(CorrespondentSettings.class)
                                .links()
                                .get("debk")
                                .fingerprints())
                        .containsExactly(new Fingerprint("ab".repeat(32)), new Fingerprint(other)));
    }

    @Test
    void refusesOneOverHttpsWithoutACertificate() {
        with(HTTPS).run(context -> assertThat(context).hasFailed());
    }

    @Test
    void refusesWhatIsNoFingerprint() {
        with(HTTPS, CERTIFICATES + "ab".repeat(20))
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void refusesOneCertificateForTwo() {
        with(FOLDER, HTTPS)
                .withPropertyValues(
                        CERTIFICATES + PRINT,
                        "gateway.correspondents.links.usbk.client-certificates=" + "ab".repeat(32))
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void tellsCertificatesApartByTheLastDigit() {
        with(FOLDER, HTTPS)
                .withPropertyValues(
                        CERTIFICATES + PRINT,
                        "gateway.correspondents.links.usbk.client-certificates=" + "ab".repeat(31) + "ac")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void asksNoCertificateOfOneThatBringsFiles() {
        with(FOLDER, "gateway.correspondents.bic=OQIMUZ22XXX")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
