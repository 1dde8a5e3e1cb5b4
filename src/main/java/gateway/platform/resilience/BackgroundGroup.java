package gateway.platform.resilience;

import java.util.List;

/**
 * Works of one kind, such as one for each partner. Declared as a bean; each goes on by itself, whatever becomes of the
 * others.
 *
 * @param works each with a name of its own
 */
public record BackgroundGroup(List<BackgroundWork> works) {

    public BackgroundGroup {
        works = List.copyOf(works);
    }
}
