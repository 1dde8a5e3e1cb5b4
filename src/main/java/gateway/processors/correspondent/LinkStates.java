package gateway.processors.correspondent;

/** Whether correspondents can be reached; what is not known of one is that it can. */
public interface LinkStates {

    LinkState of(String correspondent);

    /** How it stands with a correspondent's link, by what its messages have gone through, the same on every node. */
    enum LinkState {
        UP,
        /** It has taken nothing for a while although something is to be sent. */
        DOWN,
        /** It takes transfers and says nothing, of these or of anything. */
        SILENT
    }
}
