package gateway.compliance.lists;

import java.util.List;

/**
 * One element of an XML list with all that is in it.
 *
 * @param line where it begins
 * @param text of its own, without that of its children
 */
record Element(String name, int line, String text, List<Element> children) {

    Element {
        text = text.strip();
        children = List.copyOf(children);
    }

    /** Text of the first child of that name; empty where there is none. */
    String text(String child) {
        return children.stream()
                .filter(each -> each.name.equals(child))
                .map(Element::text)
                .findFirst()
                .orElse("");
    }

    List<Element> all(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }

    /** The children of that name of all children of this name: {@code all("akaList", "aka")}. */
    List<Element> all(String child, String grandchild) {
        return all(child).stream()
                .flatMap(each -> each.all(grandchild).stream())
                .toList();
    }
}
