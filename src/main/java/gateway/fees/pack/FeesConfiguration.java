package gateway.fees.pack;

import gateway.fees.FeeWords;
import gateway.fees.Fees;
import gateway.fees.pricing.ScheduledFees;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** The fee schedules, read once at start; a pack with a fault stops it. */
@Configuration(proxyBeanMethods = false)
class FeesConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(FeesConfiguration.class);

    // A character has at most four bytes.
    private static final int MOST_BYTES = 4 * PackText.MOST_CHARACTERS;

    @Bean
    Fees fees(FeeSettings settings) throws IOException {
        return switch (PackReader.read(text(settings.pack()))) {
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

    private static String text(Resource pack) throws IOException {
        try (var stream = pack.getInputStream()) {
            var bytes = stream.readNBytes(MOST_BYTES + 1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new IllegalStateException("The fee pack is refused: it is not UTF-8 text", notText);
        }
    }

    private static String list(List<Remark> faults) {
        return faults.stream().map(Remark::toString).collect(Collectors.joining("; "));
    }
}
