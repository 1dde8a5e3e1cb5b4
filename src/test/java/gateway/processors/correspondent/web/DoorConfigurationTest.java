package gateway.processors.correspondent.web;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.http.CertificateDoor;
import gateway.processors.correspondent.links.CorrespondentSettings;
import gateway.processors.correspondent.links.Links;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Whether a node without a door starts. */
class DoorConfigurationTest {

    private static final String LINK = "gateway.correspondents.links.debk.";

    @EnableConfigurationProperties({CorrespondentSettings.class, DoorSettings.class})
    static class Parts {}

    private static ApplicationContextRunner with(String... way) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Parts.class, Links.class, DoorConfiguration.class)
                .withPropertyValues("gateway.correspondents.bic=OQIMUZ22XXX", LINK + "bic=DEBKDEFFXXX")
                .withPropertyValues(way);
    }

    @Test
    void refusesACorrespondentThatWouldFindNone() {
        with(
                        LINK + "url=https://debk.example/",
                        LINK + "ssl-bundle=debk",
                        LINK + "secret=sixteen letters and more",
                        LINK + "client-certificates=" + "ab".repeat(32))
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("debk would find no door"));
    }

    @Test
    void asksForNoneWhereAllBringFiles() {
        with(LINK + "folder=/mnt/debk")
                .run(context -> assertThat(context.getBeanProvider(CertificateDoor.class).stream())
                        .isEmpty());
    }
}
