package sandbox.chaos.faults;

import java.util.Collection;
import sandbox.chaos.Told;

/** What is done in one cell, on the node that crashes and then on the one that does not. */
interface Errand {

    /** By which the node knows it, see {@link Courses}. */
    String key();

    Cell cell();

    /** Returns when whoever asked has got what they wanted or has given up. */
    void run();

    /** Where errands leave what customers were told, and what nobody should be. */
    record Notes(Collection<Told> told, Collection<String> unexpected) {}
}
