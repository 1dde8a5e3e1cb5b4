package gateway.crossborder.corridors;

import gateway.rulebook.Coded;

/** What a corridor wants to know of a sender, beside who they are. */
public enum SenderRequirement implements Coded {
    /** Where they live, in its parts. */
    ADDRESS("address");

    private final String code;

    SenderRequirement(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
