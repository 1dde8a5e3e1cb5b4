package gateway.platform.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element as a whole.
 *
 * @param namespace empty for none
 * @param line of the document where it begins
 * @param text its own, without blanks around it
 * @param attributes those without a namespace
 */
public record XmlElement(
        String namespace,
        String name,
        int line,
        String text,
        Map<String, String> attributes,
        List<XmlElement> children) {

    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** Its children of that name, in order. */
    public List<XmlElement> all(String child) {
        return children.stream().filter(it -> it.name.equals(child)).toList();
    }

    /**
     * The only element at a path such as {@code Refs/UETR}; empty when there is none.
     *
     * @throws XmlRefused when there are several: nobody could know which is meant
     */
    public Optional<XmlElement> find(String path) throws XmlRefused {
        var found = Stream.of(this);
        for (var step : path.split("/", -1)) {
            found = found.flatMap(it -> it.all(step).stream());
        }
        var all = found.limit(2).toList();
        if (all.size() > 1) {
            throw new XmlRefused(all.getLast().line, "has " + path + " twice");
        }
        return all.stream().findFirst();
    }

    /** The text at a path; empty when there is none. */
    public String text(String path) throws XmlRefused {
        return find(path).map(XmlElement::text).orElse("");
    }

    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }
}
