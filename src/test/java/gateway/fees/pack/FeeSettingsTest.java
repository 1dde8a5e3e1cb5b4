package gateway.fees.pack;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.Fees;
import gateway.fees.pricing.ScheduledFees;
import gateway.fees.tariff.FeePack;
import gateway.packs.InForce;
import gateway.rulebook.PackText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.core.io.ClassPathResource;

/** Which pack is in force, and that a bad one stops the start. */
class FeeSettingsTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class, FeesConfiguration.class);

    @TempDir
    Path folder;

    @EnableConfigurationProperties(FeeSettings.class)
    static class Bound {}

    @Test
    void hasDefaults() {
        runner.run(context -> {
            assertThat(context.getBean(FeeSettings.class))
                    .isEqualTo(new FeeSettings(new ClassPathResource("fees/none.yaml")));
            assertThat(name(context.getBean(Fees.class))).isEqualTo("none");
        });
    }

    @Test
    void bindsEveryProperty() throws IOException {
        var file = Files.writeString(folder.resolve("ours.yaml"), FeeText.pack(FeeText.plain()));

        runner.withPropertyValues("gateway.fees.pack=file:" + file)
                .run(context -> assertThat(name(context.getBean(Fees.class))).isEqualTo("test"));
        runner.withPropertyValues("gateway.fees.pack=classpath:fees/uz-default.yaml")
                .run(context -> assertThat(name(context.getBean(Fees.class))).isEqualTo("uz-default"));
    }

    @Test
    void refusesAPackWithAFault() throws IOException {
        refuses(
                FeeText.pack(FeeText.plain().with("refund: maybe")).getBytes(StandardCharsets.UTF_8),
                "line 16, schedules[0].fees[0].refund: must be one of full, pro-rata, kept");
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        refuses(new byte[] {'f', (byte) 0xC3, '('}, "it is not UTF-8 text");
    }

    @Test
    void refusesAFileWithoutEnd() throws IOException {
        refuses("#".repeat(5 * PackText.MOST_CHARACTERS).getBytes(StandardCharsets.UTF_8), "a pack has at most");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        runner.withPropertyValues("gateway.fees.pack=file:" + folder.resolve("none"))
                .run(context -> assertThat(context).hasFailed());
    }

    private void refuses(byte[] bytes, String why) throws IOException {
        var file = Files.write(folder.resolve("bad.yaml"), bytes);

        runner.withPropertyValues("gateway.fees.pack=file:" + file)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .satisfies(cause -> assertThat(messages(context.getStartupFailure()))
                                .contains(why)));
    }

    private static String messages(Throwable failure) {
        var all = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    private static String name(Fees fees) {
        return ((InForce<FeePack>) ((ScheduledFees) fees).pack()).lastKnown().name();
    }
}
