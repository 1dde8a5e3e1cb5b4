package gateway.compliance;

import java.util.List;

/** What screening found. Every verdict says against which lists; against none, {@link Clear} means nothing. */
public sealed interface Verdict {

    List<ListVersion> lists();

    /** Nobody on the lists is like this party. */
    record Clear(List<ListVersion> lists) implements Verdict {

        public Clear {
            lists = List.copyOf(lists);
        }
    }

    /** A person has to compare; most alike first. */
    record Possible(List<Match> matches, List<ListVersion> lists) implements Verdict {

        public Possible {
            matches = List.copyOf(matches);
            lists = List.copyOf(lists);
        }
    }

    /** This is the listed one, until a person says otherwise; most alike first. */
    record Hit(List<Match> matches, List<ListVersion> lists) implements Verdict {

        public Hit {
            matches = List.copyOf(matches);
            lists = List.copyOf(lists);
        }
    }

    /**
     * An entry that is like the party.
     *
     * @param entry its id on the list
     * @param name the one of its names that is most alike
     * @param score of a thousand
     * @param reasons for people, most important first
     */
    record Match(String list, String version, String entry, String name, int score, List<String> reasons) {

        public Match {
            reasons = List.copyOf(reasons);
        }
    }
}
