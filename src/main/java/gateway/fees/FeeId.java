package gateway.fees;

/** The name of a fee, the same in every version of its schedule: what is used of a cap is counted under it. */
public record FeeId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
