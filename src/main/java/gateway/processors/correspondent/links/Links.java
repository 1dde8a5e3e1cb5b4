package gateway.processors.correspondent.links;

import gateway.processors.correspondent.message.WriteMessage.Ends;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The correspondents that are configured. */
@Component
public class Links {

    private final Map<String, Link> links = new TreeMap<>();

    Links(CorrespondentSettings settings) {
        settings.links().forEach((name, it) -> links.put(name, new Link(name, new Ends(settings.bic(), it.bic()), it)));
    }

    public List<Link> all() {
        return List.copyOf(links.values());
    }

    public Optional<Link> find(String name) {
        return Optional.ofNullable(links.get(name));
    }
}
