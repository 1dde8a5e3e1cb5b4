package gateway.webhooks.reach;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.webhooks.WebhookProblem;
import java.util.Set;

/** An address that a partner names: https to a public name on a usual port, as it was written, or a refusal. */
public final class ReachFuzz implements FuzzTarget {

    private static final Reach INTERNET = Reach.ofTheInternet();

    @Override
    public void read(byte[] input) throws Exception {
        var text = Promises.latin(input);
        var url = Promises.refusing(Set.of(WebhookProblem.ENDPOINT_URL_REFUSED), () -> INTERNET.check(text));
        if (url == null) {
            return;
        }
        Promises.same(text, url.toString());
        Promises.holds("https".equalsIgnoreCase(url.getScheme()), "nothing is sent in the open");
        Promises.holds(url.getPort() == -1 || url.getPort() == 443 || url.getPort() == 8443, "a usual port");
        Promises.holds(url.getRawUserInfo() == null && url.getRawFragment() == null, "no user, no fragment");
        Promises.holds(url.getHost().chars().anyMatch(Character::isLetter), "a name, not a number");
        Promises.holds(url.getHost().contains("."), "not a name of this network");
    }
}
