package gateway.crossborder;

import gateway.crossborder.corridors.CorridorBook;
import gateway.crossborder.corridors.CorridorPacks;
import gateway.packs.InForce;
import gateway.packs.StartingPack;
import gateway.platform.resilience.BackgroundWork;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The corridors a node begins with, and what it does about remittances without being asked. */
@Configuration(proxyBeanMethods = false)
class CrossBorderConfiguration {

    private static final Duration POSTED_WITHIN = Duration.ofMinutes(1);

    @Bean
    InForce<CorridorBook> corridorBook(CrossBorderSettings settings) throws IOException {
        return StartingPack.read(new CorridorPacks(), settings.pack());
    }

    @Bean
    BackgroundWork remittanceFollowing(FollowRemittances follow, CrossBorderSettings settings) {
        return BackgroundWork.every(
                "follow-remittances",
                settings.checkEvery(),
                () -> follow.round().timeout(settings.lease()));
    }

    @Bean
    BackgroundWork fundingPosting(PostFundings post, CrossBorderSettings settings) {
        return BackgroundWork.every(
                "post-fundings", settings.checkEvery(), () -> post.round().timeout(POSTED_WITHIN));
    }
}
