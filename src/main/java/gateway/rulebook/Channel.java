package gateway.rulebook;

/** How the customer reached us, as rules name it. */
public enum Channel implements Coded {
    APP("app"),
    WEB("web"),
    PARTNER("partner"),
    BRANCH("branch");

    private final String code;

    Channel(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
