package sandbox.correspondent;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which of both banks takes nothing for the moment. What it wants to say it says all the same. */
final class Outages {

    private final Set<String> down = ConcurrentHashMap.newKeySet();

    /** @param link empty for both */
    void tell(String link, boolean isDown) {
        var links = link.isEmpty() ? Set.of(CorrespondentHost.HTTPS, CorrespondentHost.FILES) : Set.of(link);
        if (isDown) {
            down.addAll(links);
        } else {
            down.removeAll(links);
        }
    }

    boolean are(String link) {
        return down.contains(link);
    }
}
