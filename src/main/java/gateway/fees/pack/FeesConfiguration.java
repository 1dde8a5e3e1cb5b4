package gateway.fees.pack;

import gateway.fees.FeeWords;
import gateway.fees.Fees;
import gateway.fees.pricing.ScheduledFees;
import gateway.rulebook.PackText;
import gateway.rulebook.Remark;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The fee schedules, read once at start; a pack with a fault stops it. */
@Configuration(proxyBeanMethods = false)
class FeesConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(FeesConfiguration.class);

    @Bean
    Fees fees(FeeSettings settings) throws IOException {
        return switch (PackReader.read(PackText.load(settings.pack()))) {
            case ReadPack.Accepted it -> {
                it.warnings().forEach(warning -> LOG.warn("The fee pack is strange in {}", warning));
                yield new ScheduledFees(it.pack());
            }
            case ReadPack.Refused it ->
                throw new IllegalStateException("The fee pack is refused: " + list(it.faults()));
        };
    }

    @Bean
    FeeWords feeWords() {
        return new FeeWords();
    }

    private static String list(List<Remark> faults) {
        return faults.stream().map(Remark::toString).collect(Collectors.joining("; "));
    }
}
