package gateway.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.notifications.Carried;
import gateway.notifications.push.FcmAnswers.Pushed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private static final Pushed TAKEN = new Pushed.Taken("1");
    private static final Pushed AWAY = new Pushed.Later("UNAVAILABLE", Duration.ofSeconds(9));
    private static final Pushed GONE = new Pushed.TokenGone();
    private static final Pushed REFUSED = new Pushed.Refused("too long");

    private static final Carried HAS_IT = new Carried.Taken("fcm", "1", false);
    private static final Carried LATER = new Carried.Later("UNAVAILABLE", Duration.ofSeconds(9));

    private static Carried one(Pushed... answers) {
        return new Together(false).of(List.of(answers), false);
    }

    private static Carried all(boolean had, Pushed... answers) {
        return new Together(true).of(List.of(answers), had);
    }

    @Test
    void oneThatHasItIsEnoughForWhatMayBeSwitchedOff() {
        assertThat(one(TAKEN, AWAY)).isEqualTo(HAS_IT);
        assertThat(one(AWAY, REFUSED, TAKEN)).isEqualTo(HAS_IT);
        assertThat(one(REFUSED, AWAY)).isEqualTo(LATER);
    }

    @Test
    void whoeverIsAwayIsTriedAgainForWhatIsAlwaysTold() {
        assertThat(all(false, TAKEN, AWAY)).isEqualTo(LATER);
        assertThat(all(false, AWAY, TAKEN, REFUSED)).isEqualTo(LATER);
        assertThat(all(true, AWAY)).isEqualTo(LATER);
        assertThat(all(true, new Pushed.NotKnown())).isInstanceOf(Carried.Later.class);
    }

    @Test
    void whenNobodyIsLeftWhoCouldGetItThoseWhoHaveItCount() {
        assertThat(all(false, TAKEN, GONE, REFUSED)).isEqualTo(HAS_IT);
        assertThat(all(true)).isInstanceOf(Carried.Taken.class);
        assertThat(all(true, GONE, REFUSED)).isInstanceOf(Carried.Taken.class);
        assertThat(all(false, GONE)).isEqualTo(new Carried.Refused("no device"));
        assertThat(all(false, REFUSED)).isEqualTo(new Carried.Refused("too long"));
    }
}
